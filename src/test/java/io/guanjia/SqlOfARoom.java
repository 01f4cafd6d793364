package io.guanjia;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * Which schemas the compiled classes of a room write and name in plain SQL, read from their byte code: the table of jOOQ's
 * {@code insertInto(TABLE)}, {@code update(TABLE)} and their like is the last generated constant before the call.
 */
final class SqlOfARoom {

    record Use(String room, String schema, boolean writes, String where) {}

    private static final Pattern WRITE =
            Pattern.compile("insertInto|update|delete|deleteFrom|mergeInto|truncate|newRecord");
    private static final Pattern GENERATED = Pattern.compile("io/guanjia/db/(\\w+)/.*");
    private static final Pattern WRITTEN = Pattern.compile(
            "(?i)\\b(?:insert\\s+into|update|delete\\s+from|merge\\s+into|truncate|copy)\\s+(?:only\\s+)?(\\w+)\\.\\w+");
    private static final Pattern READ =
            Pattern.compile("(?i)\\b(?:from|join|using)\\s+(?:only\\s+|lateral\\s+)?(\\w+)\\.\\w+");

    private final List<Use> uses = new ArrayList<>();

    static List<Use> in(Path classes) {
        SqlOfARoom sql = new SqlOfARoom();
        try (Stream<Path> files = Files.walk(classes.resolve("io/guanjia"))) {
            files.filter(file -> file.toString().endsWith(".class"))
                    .forEach(file -> sql.read(classes.relativize(file).toString(), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sql.uses;
    }

    private void read(String name, Path file) {
        String room = name.split("/")[2];
        if (!Floors.isRoom(room)) {
            return;
        }
        try {
            new ClassReader(Files.readAllBytes(file)).accept(new Visitor(room, name), ClassReader.SKIP_FRAMES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Visitor extends ClassVisitor {

        private final String room;
        private final String file;

        Visitor(String room, String file) {
            super(Opcodes.ASM9);
            this.room = room;
            this.file = file;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] thrown) {
            return new Body(room, file + "#" + name);
        }
    }

    private final class Body extends MethodVisitor {

        private final String room;
        private final String where;
        private String lastSchema = "";

        Body(String room, String where) {
            super(Opcodes.ASM9);
            this.room = room;
            this.where = where;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String type) {
            var generated = GENERATED.matcher(owner);
            if (opcode == Opcodes.GETSTATIC && generated.matches()) {
                lastSchema = generated.group(1);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
            boolean writes = owner.startsWith("org/jooq/")
                    && WRITE.matcher(name).matches()
                    && type.startsWith("(Lorg/jooq/Table;");
            if (writes && !lastSchema.isEmpty()) {
                uses.add(new Use(room, lastSchema, true, where));
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            plainSql(value);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                plainSql(argument);
            }
        }

        private void plainSql(Object value) {
            if (value instanceof String text) {
                schemas(WRITTEN, text).forEach(schema -> uses.add(new Use(room, schema, true, where)));
                schemas(READ, text).forEach(schema -> uses.add(new Use(room, schema, false, where)));
            }
        }

        private Stream<String> schemas(Pattern pattern, String text) {
            return pattern.matcher(text)
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .filter(Floors::isRoom);
        }
    }
}
