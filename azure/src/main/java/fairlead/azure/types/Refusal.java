package fairlead.azure.types;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import java.util.List;
import java.util.Optional;

/** Refusals that more than one type has, each with Azure's code. */
final class Refusal {

    private Refusal() {}

    /** A body that does not parse as its type; the detail names member and path. */
    static RefusedException format(String path, String detail) {
        return new RefusedException(
                400,
                new ArmError("InvalidRequestFormat", "Cannot parse the request.")
                        .because(
                                List.of(
                                        new ArmError(
                                                "InvalidJson",
                                                detail + " Path '" + path + "'.",
                                                Optional.of(path),
                                                List.of()))));
    }

    /** A body that parses and says what it may not. */
    static RefusedException content(String path, String detail) {
        return new RefusedException(
                400, new ArmError("InvalidRequestContent", detail + " Path '" + path + "'.", path));
    }

    /** A member whose value is outside what Azure takes. */
    static RefusedException parameter(String path, String detail) {
        return new RefusedException(
                400, new ArmError("InvalidParameter", detail + " Path '" + path + "'.", path));
    }

    static RefusedException missing(String path) {
        return content(path, "The member is required.");
    }

    /** A reference to nothing. */
    static RefusedException dangling(String path, ArmId target) {
        return new RefusedException(
                400,
                new ArmError(
                        "InvalidResourceReference",
                        "Resource "
                                + target
                                + " referenced at '"
                                + path
                                + "' was not found. Make sure that it exists and that both"
                                + " resources are in the same region.",
                        path));
    }

    /** Text that is no id where one must stand. */
    static RefusedException notAnId(String path, String text) {
        return new RefusedException(
                400,
                new ArmError(
                        "LinkedInvalidPropertyId",
                        "Property id '"
                                + text
                                + "' at path '"
                                + path
                                + "' is not a full resource id that starts with"
                                + " '/subscriptions/{subscriptionId}'.",
                        path));
    }

    /** A resource that others still need: {@code code} is the type's own {@code InUse...}. */
    static RefusedException inUse(String code, String what, ArmId id, ArmId user) {
        return RefusedException.badRequest(
                code,
                what + " " + id.name() + " is in use by " + user + " and cannot be deleted: " + id);
    }

    /** Something that real Azure has and this cloud does not. */
    static RefusedException lacking(String path, String what) {
        return new RefusedException(
                400,
                new ArmError(
                        "OperationNotAllowed",
                        what + " is not offered by this cloud. Path '" + path + "'.",
                        path));
    }

    /** A write of a resource that belongs to another one. */
    static RefusedException onlyThroughParent(ArmId id) {
        return new RefusedException(
                405,
                new ArmError(
                        "OperationNotAllowed",
                        "A resource of type "
                                + id.type()
                                + " cannot be written by itself; write "
                                + id.parent().orElseThrow()
                                + " instead."));
    }

    /** More children of one kind than a resource may have. */
    static RefusedException tooMany(ArmId id, String collection, int most) {
        return RefusedException.badRequest(
                Character.toUpperCase(collection.charAt(0))
                        + collection.substring(1, collection.length() - 1)
                        + "CountLimitReached",
                "Cannot create more than "
                        + most
                        + " "
                        + collection
                        + " for "
                        + id
                        + ". Delete some, or use another one.");
    }

    /** A type that is not in the catalogue. */
    static RefusedException unknownType(ResourceType type) {
        return new RefusedException(
                404,
                new ArmError(
                        "InvalidResourceType",
                        "The resource type '"
                                + type.path()
                                + "' could not be found in the namespace '"
                                + type.namespace()
                                + "'."));
    }
}
