package io.guanjia.residents;

import java.util.List;

/** Two who may be one person. @param why the strongest reason first*/
public record Suspect(PersonLine one, PersonLine other, List<Why> why) {

    /** The strongest first. */
    public enum Why {
        IDENTITY,
        NAME_AND_ROOM,
        NAME_AND_PHONE_TAIL,
        PHONE
    }
}
