package org.zhumin.request;

import org.zhumin.kernel.OrganizationId;

/** An organisation and its name as it was when it was written down here. */
public record Handler(OrganizationId organizationId, String name) {}
