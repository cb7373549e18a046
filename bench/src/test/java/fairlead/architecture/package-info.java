/**
 * The walls between rooms, as tests. They stand here because only from here is every wing in sight.
 * When one goes red, read the Rules in ARCHITECTURE.md before the test.
 */
@NullMarked
package fairlead.architecture;

import org.jspecify.annotations.NullMarked;
