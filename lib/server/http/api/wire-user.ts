import 'server-only'
import type { ApiUser } from '../../users/list-for-api'
import type { FoundUser } from '../../users/search-names'

/** `UserResp`. */
export const wireUser = ({ realName, email, comment, ...user }: ApiUser) => ({
  user_id: user.id,
  username: user.username,
  ...(email && { email }),
  ...(realName === '' ? {} : { realname: realName }),
  ...(comment && { comment }),
  sysadmin_flag: user.isAdmin,
  admin_role_in_auth: false,
  creation_time: user.createdAt.toISOString(),
  update_time: user.updatedAt.toISOString(),
})

/** `UserSearchRespItem`. */
export const wireFoundUser = ({ id, username }: FoundUser) => ({ user_id: id, username })
