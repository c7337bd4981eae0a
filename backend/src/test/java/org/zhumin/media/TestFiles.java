package org.zhumin.media;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Files as phones make them, and as attackers do. {@link #SECRET} must never be served. */
final class TestFiles {
    static final String SECRET = "GPS-26.5783N-106.7135E";

    private TestFiles() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** The left half is red, the right half blue. */
    static BufferedImage image(int width, int height, boolean noise) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setColor(Color.RED);
        canvas.fillRect(0, 0, width / 2, height);
        canvas.setPaint(new GradientPaint(0, 0, Color.BLUE, width, height, new Color(0, 0, 200)));
        canvas.fillRect(width / 2, 0, width - width / 2, height);
        canvas.dispose();
        var random = new Random(7);
        for (int y = 0; noise && y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        return image;
    }

    private static byte[] encoded(BufferedImage image, String format) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, format, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] jpeg(int width, int height) {
        return encoded(image(width, height, false), "jpeg");
    }

    static byte[] png(int width, int height) {
        return encoded(image(width, height, false), "png");
    }

    /** Each one's bytes are others. */
    static byte[] anyJpeg() {
        var image = image(40, 30, false);
        image.setRGB(1, 1, new Random().nextInt());
        for (int i = 0; i < 40; i++) {
            image.setRGB(i, 5, new Random().nextInt());
        }
        return encoded(image, "jpeg");
    }

    static byte[] progressiveJpeg(int width, int height) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(image(width, height, false), null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] segment(int marker, byte[] content) {
        return join(
                new byte[] {
                    (byte) 0xFF,
                    (byte) marker,
                    (byte) ((content.length + 2) >> 8),
                    (byte) (content.length + 2)
                },
                content);
    }

    /** A TIFF block in little-endian order with orientation, a maker, and a place. */
    static byte[] tiff(int orientation) {
        byte[] text = ascii(SECRET + "\0");
        ByteBuffer tiff = ByteBuffer.allocate(38 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(ascii("II")).putShort((short) 42).putInt(8).putShort((short) 2);
        tiff.putShort((short) 0x010F).putShort((short) 2).putInt(text.length).putInt(38);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        tiff.putShort((short) 0).putInt(0).put(text);
        return tiff.array();
    }

    /** With everything that tells too much, and a film behind the picture. */
    static byte[] talkative(byte[] jpeg, int orientation) {
        byte[] head = Arrays.copyOf(jpeg, 2);
        byte[] rest = Arrays.copyOfRange(jpeg, 2, jpeg.length);
        return join(
                head,
                segment(0xE1, join(ascii("Exif\0\0"), tiff(orientation))),
                segment(0xE1, ascii("http://ns.adobe.com/xap/1.0/\0" + SECRET)),
                segment(0xED, ascii("Photoshop 3.0\0" + SECRET)),
                segment(0xFE, ascii(SECRET)),
                rest,
                ascii("ftypmp42" + SECRET));
    }

    static byte[] chunk(String type, byte[] content) {
        var crc = new CRC32();
        crc.update(ascii(type));
        crc.update(content);
        return join(
                ByteBuffer.allocate(4).putInt(content.length).array(),
                ascii(type),
                content,
                ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    static byte[] talkativePng(byte[] png, int orientation) {
        int afterHeader = 8 + 25;
        return join(
                Arrays.copyOf(png, afterHeader),
                chunk("tEXt", ascii("Location\0" + SECRET)),
                chunk("eXIf", tiff(orientation)),
                chunk("tIME", new byte[7]),
                chunk("prVt", ascii(SECRET)),
                Arrays.copyOfRange(png, afterHeader, png.length),
                ascii(SECRET));
    }

    /** A PNG whose header promises this many pixels and whose data would be that many zeros. */
    static byte[] pngOfZeros(int width, int height, boolean whole) {
        byte[] header =
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 0, 0, 0, 0})
                        .array();
        var deflater = new Deflater(9);
        var data = new ByteArrayOutputStream();
        byte[] row = new byte[width + 1];
        byte[] out = new byte[1 << 16];
        for (int y = 0; y < (whole ? height : 1); y++) {
            deflater.setInput(row);
            while (!deflater.needsInput()) {
                data.write(out, 0, deflater.deflate(out));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            data.write(out, 0, deflater.deflate(out));
        }
        return join(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A},
                chunk("IHDR", header),
                chunk("IDAT", data.toByteArray()),
                chunk("IEND", new byte[0]));
    }

    /** Stored without compression, so that words in its pixels are words in the file. */
    static byte[] pngSaying(String word) {
        byte[] text = word.getBytes(StandardCharsets.UTF_8);
        int width = text.length + 8;
        byte[] row = new byte[width + 1];
        System.arraycopy(text, 0, row, 1, text.length);
        System.arraycopy(
                ByteBuffer.allocate(8).putLong(System.nanoTime()).array(), 0, row, width - 7, 8);
        var deflater = new Deflater(0);
        deflater.setInput(row);
        deflater.finish();
        byte[] out = new byte[row.length + 64];
        int length = deflater.deflate(out);
        return join(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A},
                chunk(
                        "IHDR",
                        ByteBuffer.allocate(13)
                                .putInt(width)
                                .putInt(1)
                                .put(new byte[] {8, 0, 0, 0, 0})
                                .array()),
                chunk("IDAT", Arrays.copyOf(out, length)),
                chunk("IEND", new byte[0]));
    }

    /** One pixel, lossy. */
    static byte[] webP() {
        return Base64.getDecoder()
                .decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    }

    static byte[] riff(byte[]... chunks) {
        byte[] all = join(chunks);
        return join(
                ascii("RIFF"),
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(all.length + 4)
                        .array(),
                ascii("WEBP"),
                all);
    }

    static byte[] webPChunk(String type, byte[] content) {
        return join(
                ascii(type),
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(content.length)
                        .array(),
                content,
                new byte[content.length & 1]);
    }

    static byte[] talkativeWebP(int flags, int orientation, byte[]... more) {
        byte[] picture = Arrays.copyOfRange(webP(), 12, webP().length);
        return riff(
                webPChunk("VP8X", new byte[] {(byte) flags, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
                picture,
                join(more),
                webPChunk("EXIF", tiff(orientation)),
                webPChunk("XMP ", ascii(SECRET)));
    }

    static byte[] box(String type, byte[]... content) {
        byte[] all = join(content);
        return join(ByteBuffer.allocate(4).putInt(all.length + 8).array(), ascii(type), all);
    }

    static byte[] m4a(String handler) {
        byte[] hdlr = box("hdlr", new byte[8], ascii(handler), new byte[13]);
        return join(
                box("ftyp", ascii("M4A \0\0\0\0isom")),
                box(
                        "moov",
                        box("mvhd", new byte[100]),
                        box("trak", box("mdia", hdlr), box("udta", ascii(SECRET))),
                        box("udta", box("\u00a9xyz", ascii(SECRET)))),
                box("uuid", ascii(SECRET)),
                box("mdat", new byte[2_000]));
    }

    static byte[] mp3(int frames) {
        byte[] frame = new byte[417];
        frame[0] = (byte) 0xFF;
        frame[1] = (byte) 0xFB;
        frame[2] = (byte) 0x90;
        byte[] sound = new byte[frames * frame.length];
        for (int i = 0; i < frames; i++) {
            System.arraycopy(frame, 0, sound, i * frame.length, frame.length);
        }
        byte[] tag = ascii(SECRET);
        return join(
                ascii("ID3\4\0\0\0\0\0"),
                new byte[] {(byte) tag.length},
                tag,
                sound,
                ascii("TAG" + SECRET));
    }
}
