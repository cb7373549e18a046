/**
 * The command line: what a person types, and what is printed for people and (with {@code --json})
 * for programs.
 *
 * <p>It knows documents, not the domain. Everything it says comes from the daemon's API, and the
 * daemon is found through the cloud's state folder ({@link fairlead.cli.StateFolder}), never
 * through a fixed port. Three things it does without the API, because they must work when there is
 * no daemon: starting it, ending it, and clearing up after it ({@link fairlead.cli.DaemonStarter},
 * {@link fairlead.cli.Departure}).
 *
 * <p>A command that is really another program ({@code exec}, {@code shell}, {@code az}, {@code
 * serve}) becomes that program ({@link fairlead.cli.ProcessImage}), so that terminals, signals and
 * exit codes are that program's own.
 *
 * <p>Tables look as {@code az -o table} prints them, so that a printed lab can be laid beside a
 * print of real Azure. Exit codes are listed in {@link fairlead.cli.Exit}.
 *
 * <p>Begin reading at {@link fairlead.cli.Main}, then {@link fairlead.cli.UpCommand}, and {@link
 * fairlead.cli.DemoCommand} for the tour.
 */
@NullMarked
package fairlead.cli;

import org.jspecify.annotations.NullMarked;
