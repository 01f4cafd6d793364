package io.guanjia;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Guanjia (管家), the working tool of a property company's customer-service department. */
@SpringBootApplication
public class GuanjiaApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(GuanjiaApplication.class, arguments);
    }

    /** The one source of time, in the zone of business days. */
    @Bean
    Clock clock(@Value("${guanjia.zone}") ZoneId zone) {
        return Clock.system(zone);
    }
}
