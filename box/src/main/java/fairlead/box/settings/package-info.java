/**
 * What the owner of a cloud chose in {@code settings.yaml}: how strict it is, how long things take,
 * what is allowed and where the API listens. Read once, when the daemon starts;
 * docs/guide/settings.md is its manual.
 *
 * <p>Left out: changing a setting while the daemon runs.
 *
 * <p>Start reading at {@link fairlead.box.settings.Settings}.
 */
@NullMarked
package fairlead.box.settings;

import org.jspecify.annotations.NullMarked;
