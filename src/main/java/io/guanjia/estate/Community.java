package io.guanjia.estate;

import io.guanjia.db.estate.enums.ManagementMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A community (项目): the unit of data scope. */
public record Community(
        long id,
        String name,
        @Nullable String address,
        @Nullable String phone,
        ManagementMode managementMode,
        @Nullable LocalDate cutOverOn,
        int version) {}
