/**
 * Machines: what a virtual machine of the cloud is on this host, and what goes on inside it.
 *
 * <p>A machine is a sandbox: namespaces of its own (made by bubblewrap) around a private {@code
 * /etc}, {@code /var}, {@code /run} and {@code /home}, with the host's {@code /usr} beneath,
 * read-only. Packages that the host lacks are not installed there: they are unpacked once into a
 * <em>layer</em>, and an overlay of layers and host is the machine's {@code /usr}. So unmodified
 * routing daemons of several versions run side by side, without root and without a trace on the
 * host.
 *
 * <p>The flow of a start: {@link fairlead.host.machine.Machines} is told a {@link
 * fairlead.host.machine.MachineSpec}; the {@linkplain fairlead.host.machine.Lease lease} is put
 * into the network namespace, as Azure's DHCP would; {@linkplain fairlead.host.machine.Sandbox the
 * sandbox} is started and the machine is Running; then {@linkplain fairlead.host.machine.CloudInit
 * cloud-init} reads the custom data and takes the steps in the order of cloud-init's own stages
 * (init, config, final), going on after each failure and reporting it. Everything that must outlive
 * the daemon is in files and processes of the machine: a daemon that comes back finds the running
 * ones by pid and start time and takes up an interrupted cloud-init where it stood.
 *
 * <p>All of this happens in the mount namespace of the cloud's holder process ({@code
 * libexec/holder}), entered through {@code libexec/enter}; as an ordinary user that is also a user
 * namespace with a single uid, which is why a machine's service users share the id 0.
 *
 * <p>Left out: a machine has no way to the real Internet, no kernel of its own, no systemd (a small
 * {@code systemctl} reads the unit files), no disks. Start reading at {@link
 * fairlead.host.machine.Machines}; packages at {@link fairlead.host.machine.Layers}.
 */
@NullMarked
package fairlead.host.machine;

import org.jspecify.annotations.NullMarked;
