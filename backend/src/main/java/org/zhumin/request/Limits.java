package org.zhumin.request;

/**
 * Every limit of one request (时限), as the rules had them when it was submitted.
 *
 * @param version of the rules
 * @param accept from submission to acceptance (受理)
 * @param sign from dispatch to the handler's signature (签收)
 * @param resolve from acceptance to the reply (办结); again from each reopening
 * @param returning from dispatch, for as long a wrongly routed order may be sent back (退回)
 * @param silence from the reply until it closes unconfirmed
 * @param reopen from closing, for as long it may be reopened
 * @param extensions how often the resolve clock may be extended (延期) before a reply
 * @param extensionDays by how many working days at most
 */
public record Limits(
        String version,
        Limit accept,
        Limit sign,
        Limit resolve,
        Limit returning,
        Limit silence,
        Limit reopen,
        int extensions,
        int extensionDays) {}
