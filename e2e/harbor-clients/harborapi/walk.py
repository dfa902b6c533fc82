"""Walks through what harborapi can ask of a server: `walk.py <address> <password of admin>`.

Each step calls the library as its users do, which parses every answer into its models. The last line says how many
steps there were; the first that goes wrong ends the walk with its name.
"""

import asyncio
import sys
from datetime import datetime, timedelta, timezone

from harborapi import HarborAsyncClient
from harborapi import exceptions as errors
from harborapi import models as m

address, admin_password = sys.argv[1:]
first, second = "Walk-password-1", "Walk-password-2"
steps = 0


def connect(username: str, secret: str) -> HarborAsyncClient:
    return HarborAsyncClient(
        url=f"{address}/api/v2.0/", username=username, secret=secret, retry=None
    )


async def step(name, call, check=lambda answer: True):
    global steps
    try:
        answer = await call
    except Exception as error:
        sys.exit(f"{name}: {type(error).__name__}: {error}")
    if not check(answer):
        sys.exit(f"{name}: {answer!r}")
    steps += 1
    return answer


async def refused(name, call, kind):
    global steps
    try:
        answer = await call
    except kind:
        steps += 1
        return
    except Exception as error:
        sys.exit(f"{name}: {type(error).__name__} instead of {kind.__name__}: {error}")
    sys.exit(f"{name}: was not refused: {answer!r}")


def names(rows):
    return [row.name for row in rows]


def id_in(location: str) -> int:
    return int(location.rsplit("/", 1)[1])


def permission(namespace: str, *pairs: str, kind="project") -> m.RobotPermission:
    access = [m.Access(resource=pair.split(":")[0], action=pair.split(":")[1]) for pair in pairs]
    return m.RobotPermission(kind=kind, namespace=namespace, access=access)


async def system(admin):
    await step("ping", admin.ping(), lambda said: "ong" in said)
    await step("health", admin.health_check(), lambda told: told.status == "healthy")
    await step("systeminfo", admin.get_system_info(), lambda told: told.harbor_version)
    await step("volumes", admin.get_system_volume_info(), lambda told: len(told.storage) == 1)
    await step(
        "statistics",
        admin.get_statistics(),
        lambda told: told.total_project_count >= 1 and told.total_repo_count == 0,
    )
    await step(
        "permissions",
        admin.get_permissions(),
        lambda told: (len(told.system), len(told.project)) == (70, 75),
    )


async def configuration(admin, other):
    told = await step(
        "configuration", admin.get_config(), lambda told: told.robot_token_duration.editable
    )
    days = told.robot_token_duration.value
    changed = m.Configurations(robot_token_duration=days + 1, banner_message="from python")
    await step("configuration is changed", admin.update_config(changed))
    await step(
        "configuration again",
        admin.get_config(),
        lambda told: (told.robot_token_duration.value, told.banner_message.value)
        == (days + 1, "from python"),
    )
    back = m.Configurations(robot_token_duration=days, banner_message="")
    await step("configuration is put back", admin.update_config(back))
    await refused(
        "a wrong configuration",
        admin.update_config(m.Configurations(robot_token_duration=-1)),
        errors.BadRequest,
    )
    await refused("another's configuration", other.get_config(), errors.Forbidden)
    await refused("another changes configuration", other.update_config(back), errors.Forbidden)


async def users(admin, name):
    made = m.UserCreationReq(
        username=name, email=f"{name}@example.com", realname="Py", password=first
    )
    location = await step("user", admin.create_user(made), lambda at: "/users/" in at)
    user_id = id_in(location)
    await refused("the same user", admin.create_user(made), errors.Conflict)
    weak = m.UserCreationReq(
        username=f"{name}-weak", email="w@example.com", realname="W", password="weak"
    )
    await refused("a weak password", admin.create_user(weak), errors.BadRequest)
    await step("users", admin.get_users(), lambda rows: "admin" not in [r.username for r in rows])
    await step(
        "users by name",
        admin.get_users(query=f"username={name}"),
        lambda rows: [row.user_id for row in rows] == [user_id],
    )
    await step(
        "users by part, sorted", admin.get_users(query=f"username=~{name}", sort="-user_id"), len
    )
    await step(
        "users, page by page",
        admin.get_users(page_size=1, limit=2),
        lambda rows: len(rows) <= 2,
    )
    await step(
        "users are found",
        admin.search_users_by_username(name),
        lambda rows: rows[0].user_id == user_id,
    )
    await step(
        "a user by name", admin.get_user_by_username(name), lambda told: told.realname == "Py"
    )
    await refused("a name that is none", admin.get_user_by_username("no-such"), errors.NotFound)
    profile = m.UserProfile(email=f"{name}@example.org", realname="Python", comment="walks")
    await step("a profile", admin.update_user(user_id, profile))
    await step(
        "a user",
        admin.get_user(user_id),
        lambda told: (told.email, told.realname, told.comment)
        == (f"{name}@example.org", "Python", "walks"),
    )
    await step("a system admin", admin.set_user_admin(user_id, True))
    await step("told so", admin.get_user(user_id), lambda told: told.sysadmin_flag is True)
    await step("no system admin", admin.set_user_admin(user_id, False))

    own = connect(name, first)
    await step("oneself", own.get_current_user(), lambda told: told.user_id == user_id)
    await step(
        "what one may in the system",
        own.get_current_user_permissions("/system"),
        lambda pairs: pairs == [],
    )
    await step(
        "what an admin may in the system",
        admin.get_current_user_permissions("/system"),
        lambda pairs: len(pairs) == 53,
    )
    await step(
        "what nobody asked for", own.get_current_user_permissions(), lambda pairs: pairs == []
    )
    await refused("others", own.get_users(), errors.Forbidden)
    await refused("a user of one's own", own.create_user(made), errors.Forbidden)
    await refused("a stranger", own.get_user(1), errors.Forbidden)
    await step("finding others", own.search_users_by_username(name), len)
    await refused(
        "a wrong password", own.set_user_password(user_id, second, "Wrong-one-1"), errors.Forbidden
    )
    await step("one's password", own.set_user_password(user_id, second, first))
    await refused("the old one", own.get_current_user(), errors.Unauthorized)
    await step("the new one", connect(name, second).get_current_user())
    await step("by the admin", admin.set_user_password(user_id, first))
    await step("the first again", own.get_current_user())
    return user_id, own


async def projects(admin, own, name):
    asked = m.ProjectReq(
        project_name=name, metadata=m.ProjectMetadata(public="false"), storage_limit=-1
    )
    await step("project", admin.create_project(asked), lambda at: at.endswith(f"/{name}"))
    await refused("the same project", admin.create_project(asked), errors.Conflict)
    await refused(
        "a name that cannot be",
        admin.create_project(m.ProjectReq(project_name="Not Good")),
        errors.BadRequest,
    )
    await refused(
        "another's project",
        own.create_project(m.ProjectReq(project_name=f"{name}-own")),
        errors.Forbidden,
    )
    await step("that it is there", admin.project_exists(name), lambda it: it is True)
    await step("that it is not", admin.project_exists("no-such"), lambda it: it is False)
    told = await step("a project", admin.get_project(name), lambda told: told.name == name)
    await step(
        "by id", admin.get_project(told.project_id), lambda told: told.metadata.public is not None
    )
    await refused("one that is none", admin.get_project("no-such"), errors.NotFound)
    await refused("one of others", own.get_project(name), errors.Forbidden)
    await step("projects", admin.get_projects(), lambda rows: name in names(rows))
    await step("by name", admin.get_projects(name=name), lambda rows: names(rows) == [name])
    await step("by q", admin.get_projects(query=f"name=~{name}"), len)
    await step("by owner", admin.get_projects(owner="admin", sort="-creation_time"), len)
    await step("public ones", admin.get_projects(public=True), lambda rows: name not in names(rows))
    await step("without detail", admin.get_projects(with_detail=False, page_size=1, limit=1), len)
    await step("deletable", admin.get_project_deletable(name), lambda told: told.deletable)
    await step(
        "summary", admin.get_project_summary(name), lambda told: told.project_admin_count == 1
    )
    changed = m.ProjectReq(metadata=m.ProjectMetadata(public="true", auto_scan="true"))
    await step("it is opened", admin.update_project(name, changed))
    await step("search", own.search(name), lambda told: names(told.project) == [name])
    closed = m.ProjectReq(metadata=m.ProjectMetadata(public="false"))
    await step("it is closed", admin.update_project(told.project_id, closed))
    await step(
        "what stays",
        admin.get_project(name),
        lambda told: told.metadata.model_dump()["auto_scan"] == "true",
    )
    await refused("others change it", own.update_project(name, closed), errors.Forbidden)
    return told.project_id


async def metadata(admin, own, name):
    await step("metadata", admin.get_project_metadata(name), lambda told: told.auto_scan == "true")
    new = m.ProjectMetadata(prevent_vul="true")
    await step("an entry", admin.set_project_metadata(name, new))
    await refused("it is there", admin.set_project_metadata(name, new), errors.Conflict)
    await step(
        "one entry",
        admin.get_project_metadata_entry(name, "prevent_vul"),
        lambda told: told == {"prevent_vul": "true"},
    )
    off = m.ProjectMetadata(prevent_vul="false")
    await step("changed", admin.update_project_metadata_entry(name, "prevent_vul", off))
    await step(
        "so it is",
        admin.get_project_metadata_entry(name, "prevent_vul"),
        lambda told: told == {"prevent_vul": "false"},
    )
    await step("removed", admin.delete_project_metadata_entry(name, "prevent_vul"))
    await step(
        "no entry",
        admin.get_project_metadata_entry(name, "prevent_vul"),
        lambda told: told == {},
    )
    await refused("others' metadata", own.get_project_metadata(name), errors.Forbidden)


async def members(admin, own, name, user_id, username):
    location = await step(
        "a member", admin.add_project_member_user(name, username, 2), lambda at: "/members/" in at
    )
    member_id = id_in(location)
    await refused("twice", admin.add_project_member_user(name, user_id, 1), errors.Conflict)
    await refused("nobody", admin.add_project_member_user(name, "no-such", 1), errors.NotFound)
    await step(
        "members",
        admin.get_project_members(name),
        lambda rows: sorted(row.entity_name for row in rows) == sorted(["admin", username]),
    )
    await step(
        "members by name",
        admin.get_project_members(name, entity_name=username),
        lambda rows: [row.id for row in rows] == [member_id],
    )
    await step(
        "one member",
        admin.get_project_member(name, member_id),
        lambda told: (told.role_name, told.entity_id) == ("developer", user_id),
    )
    await step("another role", admin.update_project_member_role(name, member_id, 1))
    await step(
        "told so",
        admin.get_project_member(name, member_id),
        lambda told: told.role_name == "projectAdmin",
    )
    project = await step(
        "one's project", own.get_project(name), lambda told: told.current_user_role_id == 1
    )
    await step(
        "what one may in it",
        own.get_current_user_permissions(f"/project/{project.project_id}", relative=True),
        lambda pairs: len(pairs) == 75 and any(pair.resource == "." for pair in pairs),
    )
    return member_id


async def robots(admin, own, project_id, name):
    project_robot = m.RobotCreate(
        name="ci",
        description="made",
        level="project",
        duration=30,
        permissions=[
            permission(name, "repository:pull", "repository:push", "robot:list", "robot:read")
        ],
    )
    made = await step(
        "a project robot", own.create_robot(project_robot), lambda told: len(told.secret) >= 32
    )
    await refused("the same robot", own.create_robot(project_robot), errors.Conflict)
    wider = m.RobotCreate(
        name="wide", level="system", duration=-1, permissions=[permission("*", "repository:pull")]
    )
    await refused("one's system robot", own.create_robot(wider), errors.Forbidden)
    await refused(
        "no such permission",
        admin.create_robot(
            m.RobotCreate(
                name="odd", level="project", duration=1, permissions=[permission(name, "no:such")]
            )
        ),
        errors.BadRequest,
    )
    await refused(
        "no such level",
        admin.create_robot(m.RobotCreate(name="odd", level="no", duration=1, permissions=[])),
        errors.BadRequest,
    )
    await step(
        "a project's robots",
        own.get_robots(query=f"Level=project,ProjectID={project_id}"),
        lambda rows: names(rows) == [made.name],
    )
    robot = await step("a robot", own.get_robot(made.id), lambda told: told.duration == 30)
    robot.description = "changed"
    robot.duration = 60
    await step("changed", own.update_robot(made.id, robot))
    await step(
        "told so",
        own.get_robot(made.id),
        lambda told: (told.description, told.duration) == ("changed", 60)
        and len(told.permissions[0].access) == 4,
    )
    robot.disable = True
    await step("stopped", own.update_robot(made.id, robot))
    stopped = connect(made.name, made.secret)
    await refused("who is stopped", stopped.get_robot(made.id), errors.Unauthorized)
    robot.disable = False
    await step("started", own.update_robot(made.id, robot))
    itself = connect(made.name, made.secret)
    await step("what it may see", itself.get_robot(made.id), lambda told: told.name == made.name)
    await step("what it may list", itself.get_robots(f"Level=project,ProjectID={project_id}"), len)
    await refused("what it may not", itself.create_robot(project_robot), errors.Forbidden)
    await refused("who it is", itself.get_current_user(), errors.PreconditionFailed)
    await step(
        "a chosen secret",
        own.refresh_robot_secret(made.id, "Chosen-secret-1"),
        lambda told: told.secret in (None, "Chosen-secret-1"),
    )
    await step("it works", connect(made.name, "Chosen-secret-1").get_robot(made.id))
    await refused("the old one", itself.get_robot(made.id), errors.Unauthorized)
    await refused("a weak secret", own.refresh_robot_secret(made.id, "weak"), errors.BadRequest)
    await step(
        "a made-up secret",
        own.refresh_robot_secret(made.id, ""),
        lambda told: len(told.secret) >= 32,
    )

    wide = await step(
        "a system robot", admin.create_robot(wider), lambda told: told.expires_at == -1
    )
    await step("system robots", admin.get_robots(), lambda rows: wide.name in names(rows))
    await step(
        "by name, sorted",
        admin.get_robots(query="Level=system,name=~wid", sort="-creation_time", page_size=1),
        len,
    )
    await refused("others' robot", own.get_robot(wide.id), (errors.Forbidden, errors.NotFound))
    machine = connect(wide.name, wide.secret)
    await step("a robot's projects", machine.get_projects(), len)
    await step("deleted", admin.delete_robot(wide.id))
    await refused("it is gone", admin.get_robot(wide.id), errors.NotFound)
    await refused("deleted twice", admin.delete_robot(wide.id), errors.NotFound)
    await step("the project's", own.delete_robot(made.id))


async def logs(admin, own, name):
    await step("audit log", admin.get_audit_logs(page_size=10, limit=10), len)
    since = (datetime.now(timezone.utc) - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:%S")
    await step(
        "audit log of an hour",
        admin.get_audit_logs(query=f"op_time=[{since}~]", sort="-op_time", limit=10),
        len,
    )
    await step("by operation", admin.get_audit_logs(query="operation=create", limit=10), len)
    await step(
        "a project's log",
        own.get_project_logs(name, limit=10),
        lambda rows: all(row.operation for row in rows),
    )
    await step("one's log", own.get_audit_logs(limit=10))


async def empty(admin, name, project_id):
    """What is not here, as a Harbor that has none of it."""
    nothing = {
        "quotas": admin.get_quotas(),
        "registries": admin.get_registries(),
        "registry adapters": admin.get_registry_adapters(),
        "replication policies": admin.get_replication_policies(),
        "replications": admin.get_replications(),
        "repositories": admin.get_repositories(),
        "a project's repositories": admin.get_repositories(name),
        "artifacts": admin.get_artifacts(name, "no-such"),
        "labels": admin.get_labels(scope="g"),
        "a project's labels": admin.get_labels(scope="p", project_id=project_id),
        "user groups": admin.get_usergroups(),
        "searched user groups": admin.search_usergroups("any"),
        "scanners": admin.get_scanners(),
        "scanner candidates": admin.get_project_scanner_candidates(name),
        "immutable tags": admin.get_project_immutable_tag_rules(name),
        "webhooks": admin.get_webhook_policies(name),
        "garbage collections": admin.get_gc_jobs(),
        "purges": admin.get_purge_job_history(),
    }
    for what, call in nothing.items():
        await step(what, call, lambda rows: rows == [])
    await step("no scanner", admin.get_project_scanner(name), lambda told: told.uuid is None)
    await step(
        "webhook events", admin.get_webhook_supported_events(name), lambda told: told.event_type
    )
    await step("retention rules", admin.get_retention_metadata(), lambda told: told.templates)
    await step("exports", admin.get_scan_exports(), lambda told: told.items == [])
    await step("allowlist", admin.get_cve_allowlist(), lambda told: told.items == [])
    await refused("no registry", admin.get_registry(1), errors.NotFound)
    await refused("no quota", admin.get_quota(1), errors.NotFound)
    await refused("no label", admin.get_label(1), errors.NotFound)
    await refused("no repository", admin.get_repository(name, "no-such"), errors.NotFound)
    await refused("no scans", admin.get_scan_all_metrics(), errors.PreconditionFailed)


async def main():
    admin = connect("admin", admin_password)
    username, project = "py-walker", "py-walk"
    await system(admin)
    user_id, own = await users(admin, username)
    await configuration(admin, own)
    project_id = await projects(admin, own, project)
    await metadata(admin, own, project)
    member_id = await members(admin, own, project, user_id, username)
    await robots(admin, own, project_id, project)
    await logs(admin, own, project)
    await empty(admin, project, project_id)
    await step("no member", admin.remove_project_member(project, member_id))
    await refused("no more", own.get_project(project), errors.Forbidden)
    await step("no project", admin.delete_project(project))
    await refused("it is gone", admin.get_project(project), errors.NotFound)
    await step("no user", admin.delete_user(user_id))
    await refused("signed in no more", own.get_current_user(), errors.Unauthorized)
    print(f"{steps} steps")


asyncio.run(main())
