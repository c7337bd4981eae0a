import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import javax.tools.ToolProvider;

/**
 * Writes down and compiles the bean definitions of production, so that a start with {@code
 * -Dspring.aot.enabled=true} need not find them: {@code Definitions WORK CLASSES ARGUMENT...}, on
 * the application's class path. What lies in WORK is replaced; CLASSES receives the compiled
 * definitions. ARGUMENTs are the application's, to satisfy its checks; their values are not kept.
 */
public class Definitions {
    public static void main(String[] args) throws Exception {
        Path sources = Path.of(args[0], "sources");
        Path generated = Path.of(args[0], "classes");
        Path classes = Path.of(args[1]);
        List<String> arguments = new ArrayList<>();
        arguments.add("org.zhumin.Zhumin");
        arguments.add(sources.toString());
        arguments.add(Path.of(args[0], "resources").toString());
        arguments.add(generated.toString());
        arguments.addAll(List.of("org.zhumin", "backend"));
        arguments.addAll(List.of(args).subList(2, args.length));
        // By name: the processor is on the class path when this runs, not when an editor reads it.
        Class.forName("org.springframework.boot.SpringApplicationAotProcessor")
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments.toArray(String[]::new));
        compile(sources, generated);
        copy(generated, classes);
    }

    private static void compile(Path sources, Path classes) throws IOException {
        Files.createDirectories(classes);
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-nowarn", "-parameters", "-proc:none"));
        arguments.addAll(List.of("-d", classes.toString()));
        arguments.addAll(
                List.of(
                        "-cp",
                        classes + File.pathSeparator + System.getProperty("java.class.path")));
        try (var tree = Files.walk(sources)) {
            tree.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("The definitions do not compile.");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (var tree = Files.walk(from)) {
            files = tree.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
