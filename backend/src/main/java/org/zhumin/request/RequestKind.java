package org.zhumin.request;

/** The five kinds of request of the 12345 rules (贵州省令第214号): 咨询、求助、投诉、举报、建议. */
public enum RequestKind {
    CONSULT,
    HELP,
    COMPLAINT,
    /** 举报: always private, and the handler never learns who reported. */
    REPORT,
    SUGGEST
}
