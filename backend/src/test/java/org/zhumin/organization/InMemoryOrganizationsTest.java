package org.zhumin.organization;

class InMemoryOrganizationsTest implements OrganizationsContract {
    @Override
    public Organizations organizations() {
        return new InMemoryOrganizations();
    }
}
