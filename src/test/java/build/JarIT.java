package build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Two builds of one commit make the same jar of the program and its three libraries, and nothing outside target. */
class JarIT {
    @Test
    void shouldGiveWhatTheBuildMakesTheTimeThatPomXmlSets() throws IOException {
        LocalDateTime timestamp = timestamp();
        List<ZipEntry> made = entries().stream().filter(entry -> isMadeByTheBuild(entry.getName())).toList();
        assertFalse(made.isEmpty());
        for (ZipEntry entry : made) {
            assertEquals(timestamp, entry.getTimeLocal(), entry.getName());
        }
    }

    @Test
    void shouldHoldNoOtherClasses() throws IOException {
        assertEquals(Set.of("workerpool", "picocli", "org/slf4j", "ch/qos/logback"), entries().stream()
                .map(entry -> entry.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
                .filter(name -> name.endsWith(".class"))
                .map(name -> name.replaceFirst("^(workerpool|picocli|org/slf4j|ch/qos/logback)/.*", "$1"))
                .collect(Collectors.toSet()));
    }

    @Test
    void shouldLeaveNothingInTheTree() {
        assertFalse(Files.exists(Path.of("dependency-reduced-pom.xml")));
    }

    /** The build copies the other entries from the libraries' jars, with the times that they have there. */
    private static boolean isMadeByTheBuild(String name) {
        return name.matches("workerpool/.*|META-INF/(MANIFEST\\.MF|services/.*)?");
    }

    private static List<ZipEntry> entries() throws IOException {
        try (ZipFile jar = new ZipFile("target/pool.jar")) {
            return List.copyOf(Collections.list(jar.entries()));
        }
    }

    /** A reproducible build writes the time in UTC into the entries' local times, wherever it runs. */
    private static LocalDateTime timestamp() throws IOException {
        return OffsetDateTime.parse(Files.readString(Path.of("pom.xml"))
                .replaceAll("(?s)^.*<project.build.outputTimestamp>(.*?)<.*$", "$1")).toLocalDateTime();
    }
}
