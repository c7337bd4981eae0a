package org.zhumin.platform;

/**
 * What a derived key is for. A key serves one purpose only; names are part of stored data, never
 * rename.
 */
public enum SecretPurpose {
    TOKENS,
    CURSORS,
    FACT_IDS,
    VOTER_KEYS,
    BLIND_INDEX,
    FIELD_ENCRYPTION,
    MEDIA_LINKS,
    VOTE_SALTS,
    VOTE_RECEIPTS,
    VOTE_ORIGINS
}
