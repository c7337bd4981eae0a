package org.zhumin.media;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes a JPEG of at most {@value #SIDE} pixels a side, turned as the picture is to be shown, on
 * white where it is transparent. The decoder leaves out rows and columns as it goes, so that a
 * large picture needs little memory; see {@link Cleaned#isDecodable} for the others. WebP is
 * decoded by TwelveMonkeys, the other types by the JDK.
 */
final class Thumbnails {
    static final int SIDE = 400;
    private static final float QUALITY = 0.8f;

    private Thumbnails() {}

    /**
     * Blocks, and works hard.
     *
     * @return absent where the picture itself has to serve
     * @throws org.zhumin.kernel.DomainException {@link MediaProblem#UNREADABLE} if it cannot be
     *     decoded
     */
    static byte @Nullable [] of(Path file, Cleaned picture) {
        if (!picture.isDecodable()) {
            return null;
        }
        try {
            return encoded(scaled(decoded(file, picture), picture));
        } catch (IOException | RuntimeException _) {
            // Decoders say in many ways that a file is broken.
            throw MediaProblem.UNREADABLE.refusal();
        }
    }

    private static BufferedImage decoded(Path file, Cleaned picture) throws IOException {
        String name = picture.format().name().toLowerCase(Locale.ROOT);
        ImageReader reader = ImageIO.getImageReadersByFormatName(name).next();
        try (var input = new FileImageInputStream(file.toFile())) {
            reader.setInput(input, true, true);
            int step = Math.max(1, Math.max(picture.width(), picture.height()) / (2 * SIDE));
            var parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, parameters);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage scaled(BufferedImage coarse, Cleaned picture) {
        boolean lying = picture.orientation() >= 5;
        int width = lying ? coarse.getHeight() : coarse.getWidth();
        int height = lying ? coarse.getWidth() : coarse.getHeight();
        double scale = Math.min(1.0, (double) SIDE / Math.max(width, height));
        int targetWidth = (int) Math.max(1, Math.round(width * scale));
        int targetHeight = (int) Math.max(1, Math.round(height * scale));
        var target = new BufferedImage(targetWidth, targetHeight, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = target.createGraphics();
        try {
            canvas.setColor(Color.WHITE);
            canvas.fillRect(0, 0, targetWidth, targetHeight);
            canvas.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            canvas.scale((double) targetWidth / width, (double) targetHeight / height);
            canvas.drawImage(coarse, turn(picture.orientation(), coarse), null);
        } finally {
            canvas.dispose();
        }
        return target;
    }

    /** What EXIF's eight orientations mean. */
    private static AffineTransform turn(int orientation, BufferedImage image) {
        double w = image.getWidth();
        double h = image.getHeight();
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> new AffineTransform();
        };
    }

    private static byte[] encoded(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
