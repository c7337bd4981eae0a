package org.zhumin.ranking;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a tally as one value of about 80 bytes a row, so that reading a ranking maps no
 * hundreds of sub-documents. It begins with the names of what is counted, in whose order the counts
 * of each bucket follow: what is counted may be added to or put in another order later.
 */
final class PackedRows {
    private static final int MORE = 0x80;
    private static final int SEVEN_BITS = 7;

    private PackedRows() {}

    static byte[] pack(Map<String, Tally.Row> rows) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            write(out, Count.values().length);
            for (Count count : Count.values()) {
                out.writeUTF(count.name());
            }
            write(out, rows.size());
            for (Map.Entry<String, Tally.Row> row : rows.entrySet()) {
                out.writeUTF(row.getKey());
                pack(out, row.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void pack(DataOutputStream out, Tally.Row row) throws IOException {
        out.writeUTF(row.name());
        write(out, row.buckets().size());
        for (Map.Entry<String, OrderCounts> bucket : row.buckets().entrySet()) {
            out.writeUTF(bucket.getKey());
            for (Count count : Count.values()) {
                write(out, bucket.getValue().get(count));
            }
        }
    }

    static Map<String, Tally.Row> unpack(byte[] packed) {
        try (var in = new DataInputStream(new ByteArrayInputStream(packed))) {
            var counts = new ArrayList<Count>();
            for (long left = read(in); left > 0; left--) {
                counts.add(Count.valueOf(in.readUTF()));
            }
            var rows = new HashMap<String, Tally.Row>();
            for (long left = read(in); left > 0; left--) {
                rows.put(in.readUTF(), row(in, counts));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Tally.Row row(DataInputStream in, List<Count> counts) throws IOException {
        String name = in.readUTF();
        var buckets = new HashMap<String, OrderCounts>();
        for (long left = read(in); left > 0; left--) {
            String bucket = in.readUTF();
            var values = new EnumMap<Count, Long>(Count.class);
            for (Count count : counts) {
                values.put(count, read(in));
            }
            buckets.put(bucket, new OrderCounts(values));
        }
        return new Tally.Row(name, buckets);
    }

    /** Seven bits a byte, the lowest first; small numbers take one byte. */
    private static void write(DataOutputStream out, long value) throws IOException {
        long rest = value;
        while ((rest & -MORE) != 0) {
            out.writeByte((int) ((rest & (MORE - 1)) | MORE));
            rest >>>= SEVEN_BITS;
        }
        out.writeByte((int) rest);
    }

    private static long read(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; ; shift += SEVEN_BITS) {
            int next = in.readUnsignedByte();
            value |= (long) (next & (MORE - 1)) << shift;
            if (next < MORE) {
                return value;
            }
        }
    }
}
