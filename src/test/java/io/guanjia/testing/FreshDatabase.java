package io.guanjia.testing;

import io.guanjia.identity.Posts;
import org.springframework.cache.CacheManager;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Before each {@link GuanjiaTest} class: a fresh database behind the one context, empty caches, the clock at its start. */
class FreshDatabase extends AbstractTestExecutionListener {

    @Override
    public int getOrder() {
        return 1999; // just before the dependencies of the test are injected
    }

    @Override
    public void beforeTestClass(TestContext context) {
        Class<?> type = context.getTestClass();
        if (type.getEnclosingClass() != null || !type.isAnnotationPresent(GuanjiaTest.class)) {
            return; // a nested class goes on with the database of the class around it
        }
        TestDatabases.forgetCurrent();
        var house = context.getApplicationContext();
        house.getBean(MovedClock.class).reset();
        house.getBeanProvider(CacheManager.class)
                .forEach(caches -> caches.getCacheNames()
                        .forEach(name -> caches.getCache(name).clear()));
        house.getBean(Posts.class).seedWhenEmpty(); // as each start of the house does
    }
}
