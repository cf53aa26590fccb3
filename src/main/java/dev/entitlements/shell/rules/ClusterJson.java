package dev.entitlements.shell.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Has the cluster's objects read without a table of keys for the whole process: whoever may label a namespace could fill it
 * with keys of one hash, and then nobody could read a list of namespaces, nor other labels of that hash.
 */
@Singleton
final class ClusterJson implements KubernetesClientObjectMapperCustomizer {
    @Override
    @SuppressWarnings("deprecation") // the factory's builder is out of reach: Quarkus has made the mapper
    public void customize(ObjectMapper mapper) {
        mapper.getFactory().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES);
    }
}
