package io.guanjia;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Guanjia (管家), the working tool of a property company's customer-service department. */
@SpringBootApplication
public class GuanjiaApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(GuanjiaApplication.class, arguments);
    }
}
