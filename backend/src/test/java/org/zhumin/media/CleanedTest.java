package org.zhumin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhumin.kernel.DomainException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import javax.imageio.ImageIO;

class CleanedTest {
    @TempDir private Path folder;

    private static byte[] cleaned(byte[] file) {
        var parts = Cleaned.of(new FileBytes(ByteBuffer.wrap(file))).parts();
        return TestFiles.join(parts.stream().map(CleanedTest::bytes).toArray(byte[][]::new));
    }

    private static byte[] bytes(ByteBuffer part) {
        byte[] bytes = new byte[part.remaining()];
        part.duplicate().get(bytes);
        return bytes;
    }

    private static Cleaned facts(byte[] file) {
        return Cleaned.of(new FileBytes(ByteBuffer.wrap(file)));
    }

    private static void assertRefused(byte[] file, MediaProblem problem) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> cleaned(file))
                .matches(refusal -> refusal.is(problem), problem.code());
    }

    static List<byte[]> talkative() {
        return List.of(
                TestFiles.talkative(TestFiles.jpeg(60, 40), 1),
                TestFiles.talkative(TestFiles.jpeg(60, 40), 6),
                TestFiles.talkative(TestFiles.progressiveJpeg(60, 40), 3),
                TestFiles.talkativePng(TestFiles.png(60, 40), 1),
                TestFiles.talkativePng(TestFiles.png(60, 40), 8),
                TestFiles.talkativeWebP(0x0C, 1),
                TestFiles.talkativeWebP(0x0C, 6),
                TestFiles.m4a("soun"),
                TestFiles.mp3(5));
    }

    @ParameterizedTest
    @MethodSource("talkative")
    void whatTellsTooMuchIsGoneAndCleaningAgainChangesNothing(byte[] file) {
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains(TestFiles.SECRET);
        byte[] clean = cleaned(file);
        assertThat(new String(clean, StandardCharsets.ISO_8859_1))
                .doesNotContain(TestFiles.SECRET)
                .doesNotContain("adobe")
                .doesNotContain("tEXt");
        assertThat(cleaned(clean)).isEqualTo(clean);
        assertThat(facts(clean).orientation()).isEqualTo(facts(file).orientation());
    }

    @Test
    void thePictureStaysAsItWas() throws IOException {
        for (byte[] plain :
                List.of(
                        TestFiles.jpeg(61, 40),
                        TestFiles.progressiveJpeg(61, 40),
                        TestFiles.png(61, 40))) {
            byte[] talkative =
                    plain[0] == (byte) 0xFF
                            ? TestFiles.talkative(plain, 6)
                            : TestFiles.talkativePng(plain, 6);
            assertThat(pixels(cleaned(talkative))).isEqualTo(pixels(plain));
        }
        assertThat(cleaned(TestFiles.webP())).isEqualTo(TestFiles.webP());
    }

    private static int[] pixels(byte[] file) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(file));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void aSoundKeepsItsLengthWhereItsTablesCountBytes() {
        byte[] file = TestFiles.m4a("soun");
        assertThat(cleaned(file)).hasSameSizeAs(file);
        assertThat(new String(cleaned(TestFiles.mp3(5)), StandardCharsets.ISO_8859_1))
                .hasSize(5 * 417);
    }

    @ParameterizedTest
    @CsvSource({"1, 60, 40", "3, 60, 40", "5, 40, 60", "6, 40, 60", "8, 40, 60", "9, 60, 40"})
    void theSizeIsThatAfterTurning(int orientation, int width, int height) {
        for (Cleaned facts :
                List.of(
                        facts(TestFiles.talkative(TestFiles.jpeg(60, 40), orientation)),
                        facts(TestFiles.talkativePng(TestFiles.png(60, 40), orientation)))) {
            assertThat(facts.width()).isEqualTo(width);
            assertThat(facts.height()).isEqualTo(height);
        }
    }

    @Test
    void otherTypesAreNotTaken() {
        for (String head :
                List.of(
                        "",
                        "x",
                        "GIF89a",
                        "<svg xmlns='http://www.w3.org/2000/svg'/>",
                        "%PDF-1.7",
                        "PK\3\4",
                        "<html><script>",
                        "RIFF\0\0\0\0WAVE",
                        "\0\0\0\30ftypheic")) {
            assertRefused(TestFiles.ascii(head), MediaProblem.TYPE_NOT_TAKEN);
        }
        assertRefused(TestFiles.m4a("vide"), MediaProblem.TYPE_NOT_TAKEN);
        assertRefused(TestFiles.talkativeWebP(0x02, 1), MediaProblem.TYPE_NOT_TAKEN);
        assertRefused(
                TestFiles.talkativeWebP(0, 1, TestFiles.webPChunk("ANMF", new byte[16])),
                MediaProblem.TYPE_NOT_TAKEN);
    }

    @Test
    void aSoundAboveFiveMegabytesIsTooLarge() {
        assertRefused(TestFiles.mp3(5 * (1 << 20) / 417 + 2), MediaProblem.TOO_LARGE);
    }

    @Test
    void aBombIsRecognisedByItsHeader() {
        assertRefused(TestFiles.pngOfZeros(50_000, 50_000, false), MediaProblem.TOO_MANY_PIXELS);
        assertRefused(TestFiles.pngOfZeros(20_000, 1, false), MediaProblem.TOO_MANY_PIXELS);
        byte[] jpeg = TestFiles.jpeg(60, 40);
        int frame = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
        ByteBuffer.wrap(jpeg)
                .putShort(frame + 5, (short) 65_500)
                .putShort(frame + 7, (short) 65_500);
        assertRefused(jpeg, MediaProblem.TOO_MANY_PIXELS);
    }

    /** Wherever it is cut, and whatever byte is wrong, nothing but a refusal comes of it. */
    @ParameterizedTest
    @MethodSource("talkative")
    void brokenFilesAreRefusedOrStayClean(byte[] file) {
        for (int length = 0; length < Math.min(file.length, 1_500); length++) {
            assertCleanOrRefused(Arrays.copyOf(file, length));
        }
        var random = new Random(3);
        for (int i = 0; i < 1_000; i++) {
            byte[] wrong = file.clone();
            for (int k = 0; k < 3; k++) {
                wrong[random.nextInt(wrong.length)] = (byte) random.nextInt(256);
            }
            assertCleanOrRefused(wrong);
        }
    }

    private static void assertCleanOrRefused(byte[] file) {
        try {
            assertThat(cleaned(file)).hasSizeLessThanOrEqualTo(file.length + 64);
        } catch (DomainException refusal) {
            assertThat(refusal.problem().code()).isInstanceOf(MediaProblem.class);
        }
    }

    @Test
    void aTruncatedPictureIsUnreadable() {
        byte[] jpeg = TestFiles.jpeg(300, 200);
        assertRefused(Arrays.copyOf(jpeg, jpeg.length - 10), MediaProblem.UNREADABLE);
        byte[] png = TestFiles.png(300, 200);
        assertRefused(Arrays.copyOf(png, png.length - 20), MediaProblem.UNREADABLE);
        assertRefused(Arrays.copyOf(TestFiles.webP(), 30), MediaProblem.UNREADABLE);
    }

    private byte[] thumbOf(byte[] file) throws IOException {
        Path path = folder.resolve("picture");
        Files.write(path, cleaned(file));
        return Thumbnails.of(path, facts(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aThumbnailStandsUpright(int orientation) throws IOException {
        byte[] thumb = thumbOf(TestFiles.talkative(TestFiles.jpeg(1_200, 600), orientation));
        var image = ImageIO.read(new ByteArrayInputStream(thumb));
        boolean lying = orientation >= 5;
        assertThat(image.getWidth()).isEqualTo(lying ? 200 : 400);
        assertThat(image.getHeight()).isEqualTo(lying ? 400 : 200);
        // Where the red left half of the stored picture is to be seen.
        boolean first = List.of(1, 4, 5, 6).contains(orientation);
        int rgb = lying ? image.getRGB(100, first ? 50 : 350) : image.getRGB(first ? 50 : 350, 100);
        assertThat(rgb >> 16 & 0xFF).as("red").isGreaterThan(200);
        assertThat(rgb & 0xFF).as("blue").isLessThan(60);
    }

    @Test
    void everyTypeHasAThumbnail() throws IOException {
        for (byte[] file :
                List.of(
                        TestFiles.jpeg(4_000, 3_000),
                        TestFiles.progressiveJpeg(1_000, 800),
                        TestFiles.png(900, 700),
                        TestFiles.webP(),
                        TestFiles.talkativeWebP(0x0C, 6))) {
            var image = ImageIO.read(new ByteArrayInputStream(thumbOf(file)));
            assertThat(Math.max(image.getWidth(), image.getHeight())).isLessThanOrEqualTo(400);
        }
        assertThat(thumbOf(TestFiles.progressiveJpeg(4_000, 3_000))).isNull();
    }

    /** 40 million pixels are 160 MB when decoded; a thread may not take a tenth of that. */
    @Test
    void aThumbnailOfALargePictureNeedsLittleMemory() throws IOException {
        byte[] file = TestFiles.pngOfZeros(8_000, 5_000, true);
        assertThat(thumbOf(file)).isNotNull();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Path path = folder.resolve("large");
        Files.write(path, file);
        var facts = facts(file);
        long before = threads.getCurrentThreadAllocatedBytes();
        Thumbnails.of(path, facts);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
    }

    @Test
    void whatCannotBeDecodedIsUnreadable() throws IOException {
        byte[] png = TestFiles.png(300, 200);
        int data = new String(png, StandardCharsets.ISO_8859_1).indexOf("IDAT") + 4;
        Arrays.fill(png, data, data + 40, (byte) 0x55);
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> thumbOf(png))
                .matches(refusal -> refusal.is(MediaProblem.UNREADABLE));
    }
}
