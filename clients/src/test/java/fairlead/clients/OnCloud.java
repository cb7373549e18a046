package fairlead.clients;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that take an {@link Sdk}: all classes share one running cloud, and each makes resource
 * groups of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("clients")
@Tag("kernel")
@Timeout(180)
@ExtendWith(SharedCloud.class)
@interface OnCloud {}
