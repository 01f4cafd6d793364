package io.guanjia.identity;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Before anything else happens in a new house, it has posts. */
@Component
class FirstPosts implements SmartInitializingSingleton {

    private final Posts posts;

    FirstPosts(Posts posts) {
        this.posts = posts;
    }

    @Override
    public void afterSingletonsInstantiated() {
        posts.seedWhenEmpty();
    }
}
