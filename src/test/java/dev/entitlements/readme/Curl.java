package dev.entitlements.readme;

import static io.restassured.RestAssured.given;

import dev.entitlements.shell.Ports;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** As much of curl as the README uses, sent to the server under test. */
final class Curl {
    private static final String SERVER = "https://localhost:8443";

    private Curl() {}

    static String run(List<String> words) throws IOException {
        RequestSpecification request = given().relaxedHTTPSValidation().urlEncodingEnabled(false);
        String method = "GET";
        String url = "";
        for (int at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "-sk" -> {}
                case "-H" -> {
                    at++;
                    String[] header = words.get(at).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                case "--data-binary" -> {
                    at++;
                    request.body(Files.readAllBytes(Path.of(words.get(at).substring(1))));
                    method = "POST";
                }
                default -> url = words.get(at);
            }
        }
        if (!url.startsWith(SERVER)) {
            throw new IllegalArgumentException("`" + url + "` is not the README's server");
        }
        return request.request(method, Ports.door(url.substring(SERVER.length())))
                .asString();
    }
}
