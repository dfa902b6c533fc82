/**
 * Harbor's settings of other ways to sign in and of what else is not here, with its defaults, which they keep: clients
 * take it that all are told. Those of them that hold a secret are never told and, like unknown ones, never stored.
 */
export const unusedConfiguration = {
  http_authproxy_admin_groups: '',
  http_authproxy_admin_usernames: '',
  http_authproxy_endpoint: '',
  http_authproxy_server_certificate: '',
  http_authproxy_skip_search: false,
  http_authproxy_tokenreview_endpoint: '',
  http_authproxy_verify_cert: true,
  ldap_base_dn: '',
  ldap_filter: '',
  ldap_group_admin_dn: '',
  ldap_group_attach_parallel: false,
  ldap_group_attribute_name: '',
  ldap_group_base_dn: '',
  ldap_group_membership_attribute: 'memberof',
  ldap_group_search_filter: '',
  ldap_group_search_scope: 2,
  ldap_scope: 2,
  ldap_search_dn: '',
  ldap_timeout: 5,
  ldap_uid: 'cn',
  ldap_url: '',
  ldap_verify_cert: true,
  oidc_admin_group: '',
  oidc_auto_onboard: false,
  oidc_client_id: '',
  oidc_endpoint: '',
  oidc_extra_redirect_parms: '{}',
  oidc_group_filter: '',
  oidc_groups_claim: '',
  oidc_logout: false,
  oidc_name: '',
  oidc_scope: '',
  oidc_user_claim: '',
  oidc_verify_cert: true,
  scanner_skip_update_pulltime: false,
  uaa_client_id: '',
  uaa_client_secret: '',
  uaa_endpoint: '',
  uaa_verify_cert: false,
} as const
type UnusedKey = keyof typeof unusedConfiguration

type TypeOf<Value> = Value extends string ? 'string' : Value extends boolean ? 'boolean' : 'integer'

/** What their values are in JSON. */
export const unusedTypes = Object.fromEntries(
  Object.entries(unusedConfiguration).map(([key, value]) => [
    key,
    typeof value === 'number' ? 'integer' : (typeof value as 'string' | 'boolean'),
  ]),
) as { [Key in UnusedKey]: TypeOf<(typeof unusedConfiguration)[Key]> }
