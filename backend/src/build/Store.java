import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes every jar below a folder anew with its entries stored instead of compressed: {@code Store
 * FOLDER}. A start reads thousands of classes, and need not expand each of them then.
 */
public class Store {
    public static void main(String[] args) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        for (Path jar : jars) {
            Path stored = jar.resolveSibling(jar.getFileName() + ".stored");
            try (var from = new ZipFile(jar.toFile());
                    var to = new ZipOutputStream(Files.newOutputStream(stored))) {
                for (ZipEntry entry : from.stream().toList()) {
                    copy(entry, from.getInputStream(entry).readAllBytes(), to);
                }
            }
            Files.setLastModifiedTime(stored, Files.getLastModifiedTime(jar));
            Files.move(stored, jar, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void copy(ZipEntry entry, byte[] content, ZipOutputStream to)
            throws IOException {
        var sum = new CRC32();
        sum.update(content);
        var stored = new ZipEntry(entry.getName());
        stored.setMethod(ZipEntry.STORED);
        stored.setTime(entry.getTime());
        stored.setSize(content.length);
        stored.setCrc(sum.getValue());
        to.putNextEntry(stored);
        to.write(content);
        to.closeEntry();
    }
}
