package org.zhumin.organization;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;

/**
 * Which organisations to list.
 *
 * @param area those in its subtree
 * @param namePart those whose name contains it, in any letter case
 */
record OrganizationQuery(
        AreaCode area, @Nullable OrganizationKind kind, @Nullable String namePart) {}
