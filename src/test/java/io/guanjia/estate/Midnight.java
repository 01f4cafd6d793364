package io.guanjia.estate;

import org.springframework.stereotype.Component;

/** What happens to the house register when a day begins, for tests that move the clock. */
@Component
public class Midnight {

    private final StatusTurn turn;

    Midnight(StatusTurn turn) {
        this.turn = turn;
    }

    public void pass() {
        turn.turn();
    }
}
