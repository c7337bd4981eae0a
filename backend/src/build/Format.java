import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks or rewrites the layout of every Java file below a folder: {@code Format check|write DIR}.
 */
public class Format {
    public static void main(String[] args) throws Exception {
        boolean write = args[0].equals("write");
        var formatter = new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());
        List<Path> files;
        try (var tree = Files.walk(Path.of(args[1]))) {
            files = tree.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
        int wrong = 0;
        for (Path file : files) {
            String source = Files.readString(file);
            String formatted = formatter.formatSourceAndFixImports(source);
            if (source.equals(formatted)) {
                continue;
            }
            if (write) {
                Files.writeString(file, formatted);
            } else {
                wrong++;
                System.err.println("not formatted: " + file);
            }
        }
        if (wrong > 0) {
            System.err.println("run: mvn process-sources -Dformat=write");
            System.exit(1);
        }
    }
}
