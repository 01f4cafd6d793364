package io.guanjia.estate;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.identity.CommunityDirectory;
import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Shortly after midnight what was entered for the new day becomes what lists and pages show; once a night, however many nodes. */
@Configuration(proxyBeanMethods = false)
class StatusTurn {

    private final StatusTables tables;
    private final CommunityDirectory directory;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StatusTurn(DSLContext db, CommunityDirectory directory, PlatformTransactionManager transactions, Clock clock) {
        this.tables = new StatusTables(db, clock);
        this.directory = directory;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Bean
    Task<Void> statusTurnTask() {
        return Tasks.recurring("estate-status-turn", Schedules.daily(clock.getZone(), LocalTime.of(0, 1)))
                .execute((instance, context) -> turn());
    }

    void turn() {
        List<CommunityDirectory.Community> all =
                Scopes.call(new Scope(List.of(), null), () -> transaction.execute(status -> directory.all()));
        for (CommunityDirectory.Community one : all) {
            Scopes.run(
                    Scope.of(one.id(), null),
                    () -> transaction.executeWithoutResult(status -> tables.refreshAll(one.id())));
        }
    }
}
