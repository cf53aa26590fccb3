package dev.entitlements.shell.dryrun;

import dev.entitlements.codec.text.Resources;
import dev.entitlements.codec.text.Yaml;
import dev.entitlements.codec.text.YamlLimits;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/**
 * What the server answers to, in the words of OpenAPI. The document is written by hand and served as it is: a library that
 * reads it, and writes it anew, takes a twentieth of every start.
 */
@Path("/q/openapi")
@NonBlocking
public final class ApiDescription {
    private static final String FILE = "dev/entitlements/openapi.yaml";
    private static final String YAML = "application/yaml";

    /** Read when somebody asks for it first, and once: whoever asks again takes no thread and next to no time. */
    private static final class InYaml {
        static final String TEXT = new String(Resources.bytes(FILE), StandardCharsets.UTF_8);
    }

    /** The same in JSON. */
    private static final class InJson {
        static final String TEXT = Yaml.trees(FILE, InYaml.TEXT, YamlLimits.MANIFESTS)
                .<String>fold(trees -> trees.get(0).toString(), issues -> {
                    throw new IllegalStateException("the program's own file: " + issues);
                });
    }

    ApiDescription() {}

    /** The document, in YAML where nobody asks for JSON by {@code format} or by what they accept. */
    @GET
    public Response document(
            @QueryParam("format") @DefaultValue("") String format,
            @HeaderParam(HttpHeaders.ACCEPT) @DefaultValue("") String accepted) {
        boolean json =
                format.isEmpty() ? accepted.contains(MediaType.APPLICATION_JSON) : format.equalsIgnoreCase("json");
        return json
                ? Response.ok(InJson.TEXT, MediaType.APPLICATION_JSON).build()
                : Response.ok(InYaml.TEXT, YAML + ";charset=UTF-8").build();
    }
}
