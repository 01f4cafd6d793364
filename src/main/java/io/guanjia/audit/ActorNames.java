package io.guanjia.audit;

/** How staff accounts are called; the room that knows them provides the bean, so that the trail need not know that room. */
public interface ActorNames {

    /** The name as it is now; never null, also of an account that has ended. */
    String nameOf(long accountId);
}
