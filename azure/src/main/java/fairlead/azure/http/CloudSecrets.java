package fairlead.azure.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What a cloud keeps to itself, made on its first start and kept: the key that signs tokens, the
 * administrator's token and the service principal. Files of mode 0600 in a folder of mode 0700:
 * {@code token-key.pem}, {@code admin-token}, {@code client-id}, {@code client-secret}.
 */
public record CloudSecrets(KeyPair tokenKey, String administratorToken, Credential credential) {

    /**
     * Reads the secrets of this folder, and makes those that are missing.
     *
     * @throws IOException if a file cannot be read or written, or holds something else
     */
    public static CloudSecrets loadOrCreate(Path folder) throws IOException {
        var files = PrivateFolder.at(folder);
        return new CloudSecrets(
                key(files, folder),
                line(files, "admin-token", secret()),
                new Credential(
                        line(files, "client-id", UUID.randomUUID().toString()),
                        line(files, "client-secret", secret())));
    }

    @Override
    public String toString() {
        return "CloudSecrets[credential=" + credential + ", ...]";
    }

    private static KeyPair key(PrivateFolder files, Path folder) throws IOException {
        try {
            var kept = files.read("token-key.pem");
            if (kept.isPresent()) {
                return Pem.key(kept.get());
            }
            var fresh = Pem.newKey();
            files.write("token-key.pem", Pem.of(fresh));
            return fresh;
        } catch (GeneralSecurityException unreadable) {
            throw new IOException(
                    folder.resolve("token-key.pem")
                            + " cannot be used ("
                            + unreadable.getMessage()
                            + "); remove it, and all clients have to log in again",
                    unreadable);
        }
    }

    private static String line(PrivateFolder files, String name, String fresh) throws IOException {
        var kept = files.read(name);
        if (kept.isPresent()) {
            return kept.get().strip();
        }
        files.write(name, fresh + "\n");
        return fresh;
    }

    private static String secret() {
        var octets = new byte[32];
        new SecureRandom().nextBytes(octets);
        return HexFormat.of().formatHex(octets); // never starts with a dash, as options do
    }
}
