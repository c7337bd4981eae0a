package org.zhumin.request;

import org.zhumin.kernel.OrganizationId;

/** The organisation that has the request. The name is as it was when it was dispatched. */
record Handler(OrganizationId organizationId, String name) {}
