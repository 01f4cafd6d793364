package db.migration;

import io.guanjia.residents.Initials;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Fills residents.person_initials for people stored before it was there; the readings of characters are known to Java only. Flyway reads the version out of the class's name. */
public class V101__initials_of_the_names_there_are extends BaseJavaMigration {

    private static final int AT_ONCE = 1_000;

    @Override
    public void migrate(Context context) throws SQLException {
        try (Statement people = context.getConnection().createStatement();
                PreparedStatement insert = context.getConnection()
                        .prepareStatement("insert into residents.person_initials values (?, ?, ?)")) {
            people.setFetchSize(AT_ONCE);
            try (ResultSet person = people.executeQuery("select community_id, id, name from residents.person")) {
                while (person.next()) {
                    insert.setLong(1, person.getLong(1));
                    insert.setLong(2, person.getLong(2));
                    for (String initials : Initials.of(person.getString(3))) {
                        insert.setString(3, initials);
                        insert.addBatch();
                    }
                    if (person.getRow() % AT_ONCE == 0) {
                        insert.executeBatch();
                    }
                }
            }
            insert.executeBatch();
        }
    }
}
