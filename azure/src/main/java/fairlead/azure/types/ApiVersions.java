package fairlead.azure.types;

import fairlead.azure.arm.ResourceType;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Versions that providers have and clients may ask in, newest first, as Azure publishes them
 * (azure-rest-api-specs; "No registered resource provider found" names them).
 */
final class ApiVersions {

    static final List<String> NETWORK =
            list(
                    """
                    2025-09-01 2025-07-01 2025-05-01 2025-03-01 2025-01-01 2024-10-01 2024-07-01 2024-05-01
                    2024-03-01 2024-01-01 2023-11-01 2023-09-01 2023-06-01 2023-05-01 2023-04-01 2023-02-01
                    2022-11-01 2022-09-01 2022-07-01 2022-05-01 2022-01-01 2021-12-01 2021-08-01 2021-06-01
                    2021-05-01 2021-04-01 2021-03-01 2021-02-01 2021-01-01 2020-11-01 2020-08-01 2020-07-01
                    2020-06-01 2020-05-01 2020-04-01 2020-03-01 2020-01-01 2019-12-01 2019-11-01 2019-09-01
                    2019-08-01 2019-07-01 2019-06-01 2019-04-01 2019-02-01 2018-12-01 2018-11-01 2018-10-01
                    2018-08-01 2018-07-01 2018-06-01 2018-05-01 2018-04-01 2018-03-01 2018-02-01 2018-01-01
                    2017-11-01 2017-10-01 2017-09-01 2017-08-01 2017-06-01 2017-04-01 2017-03-01 2016-12-01
                    2016-11-01 2016-10-01 2016-09-01 2016-08-01 2016-07-01 2016-06-01 2016-03-30 2015-06-15
                    2015-05-01-preview
                    """);

    static final List<String> COMPUTE =
            list(
                    """
                    2025-11-01 2025-04-01 2024-11-01 2024-07-01 2024-03-01 2023-09-01 2023-07-01 2023-03-01
                    2022-11-01 2022-08-01 2022-03-01 2021-11-01 2021-07-01 2021-04-01 2021-03-01 2020-12-01
                    2020-06-01 2019-12-01 2019-07-01 2019-03-01 2018-10-01 2018-06-01 2018-04-01 2017-12-01
                    2017-03-30 2016-08-30 2016-04-30-preview 2016-03-30 2015-06-15 2015-05-01-preview
                    """);

    /** Network resources below a scale set are asked for in the versions of either provider. */
    static final List<String> COMPUTE_AND_NETWORK =
            List.copyOf(
                    new TreeSet<>(Stream.concat(NETWORK.stream(), COMPUTE.stream()).toList())
                            .descendingSet());

    /** Resource groups, deployments and lists of all resources. */
    static final List<String> RESOURCES =
            list(
                    """
                    2025-04-01 2025-03-01 2024-11-01 2024-08-01 2024-07-01 2024-06-01-preview 2024-03-01 2023-07-01-preview
                    2023-07-01 2023-03-01-preview 2022-12-01 2022-11-01-preview 2022-09-01 2022-06-01 2022-05-01 2022-03-01-preview
                    2022-01-01 2021-04-01 2021-01-01 2020-10-01 2020-09-01 2020-08-01 2020-07-01 2020-06-01
                    2020-05-01 2020-01-01 2019-11-01 2019-10-01 2019-09-01 2019-08-01 2019-07-01 2019-06-01
                    2019-05-10 2019-05-01 2019-03-01 2018-11-01 2018-09-01 2018-08-01 2018-07-01 2018-06-01
                    2018-05-01 2018-02-01 2018-01-01 2017-12-01 2017-08-01 2017-06-01 2017-05-10 2017-05-01
                    2017-03-01 2016-09-01 2016-07-01 2016-06-01 2016-02-01 2015-11-01 2015-01-01 2014-04-01-preview
                    """);

    static final List<String> FAIRLEAD = List.of("2026-11-01", "2026-01-01");

    private ApiVersions() {}

    /** Those of the provider that has this type. */
    static List<String> of(ResourceType type) {
        return switch (type.namespace()) {
            case "Microsoft.Network" -> NETWORK;
            case "Microsoft.Compute" -> COMPUTE;
            case "Microsoft.Resources" -> RESOURCES;
            case "Fairlead.Fleet" -> FAIRLEAD;
            default -> throw new IllegalArgumentException("nobody here provides " + type);
        };
    }

    private static List<String> list(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
