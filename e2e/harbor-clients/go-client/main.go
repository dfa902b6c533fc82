// Walks through what goharbor's Go client, which Harbor's own command line is built on, can ask of a server:
// `walk <address> <password of admin>`. Every answer is parsed into the client's types. The last line says how many
// steps there were; the first that goes wrong ends the walk.
package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/goharbor/go-client/pkg/harbor"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/client"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/client/auditlog"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/client/configure"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/client/health"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/client/member"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/client/permissions"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/client/project"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/client/project_metadata"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/client/quota"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/client/repository"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/client/robot"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/client/search"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/client/statistic"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/client/systeminfo"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/client/user"
	"github.com/goharbor/go-client/pkg/sdk/v2.0/models"
)

const (
	username = "go-walker"
	name     = "go-walk"
	first    = "Walk-password-1"
	second   = "Walk-password-2"
)

var (
	ctx   = context.Background()
	steps int
)

func main() {
	admin := connect("admin", os.Args[2])
	system(admin)
	userID, own := users(admin)
	configuration(admin, own)
	projectID := projects(admin, own)
	metadata(admin)
	memberID := members(admin, own, userID)
	robots(admin, own, projectID)
	logs(admin, own)
	nothing(admin)
	must(admin.Member.DeleteProjectMember(ctx, &member.DeleteProjectMemberParams{ProjectNameOrID: name, Mid: memberID}))
	refused(403)(own.Project.GetProject(ctx, &project.GetProjectParams{ProjectNameOrID: name}))
	must(admin.Project.DeleteProject(ctx, &project.DeleteProjectParams{ProjectNameOrID: name}))
	must(admin.User.DeleteUser(ctx, &user.DeleteUserParams{UserID: userID}))
	refused(401)(own.User.GetCurrentUserInfo(ctx, &user.GetCurrentUserInfoParams{}))
	fmt.Printf("%d steps\n", steps)
}

func connect(username, password string) *client.HarborAPI {
	set, err := harbor.NewClientSet(&harbor.ClientSetConfig{URL: os.Args[1], Username: username, Password: password})
	if err != nil {
		fail(err)
	}
	return set.V2()
}

func fail(what any) {
	fmt.Println(what)
	os.Exit(1)
}

func must[T any](answer T, err error) T {
	if err != nil {
		fail(err)
	}
	steps++
	return answer
}

// refused expects a status. What the client has no type for it names in words.
func refused(status int) func(any, error) {
	return func(answer any, err error) {
		if err == nil {
			fail(fmt.Sprintf("not refused with %d: %+v", status, answer))
		}
		if text := err.Error(); !strings.Contains(text, fmt.Sprintf("[%d]", status)) && !strings.Contains(text, fmt.Sprintf("status %d", status)) {
			fail(fmt.Sprintf("not %d: %s", status, text))
		}
		steps++
	}
}

func expect(what string, is bool) {
	if !is {
		fail(what)
	}
}

func to[T any](value T) *T { return &value }

func idIn(location string) int64 {
	id, err := strconv.ParseInt(location[strings.LastIndex(location, "/")+1:], 10, 64)
	if err != nil {
		fail(err)
	}
	return id
}

func system(admin *client.HarborAPI) {
	expect("healthy", must(admin.Health.GetHealth(ctx, &health.GetHealthParams{})).Payload.Status == "healthy")
	info := must(admin.Systeminfo.GetSystemInfo(ctx, &systeminfo.GetSystemInfoParams{})).Payload
	expect("systeminfo", *info.HarborVersion != "" && *info.AuthMode == "db_auth")
	must(admin.Systeminfo.GetVolumes(ctx, &systeminfo.GetVolumesParams{}))
	expect("statistics", must(admin.Statistic.GetStatistic(ctx, &statistic.GetStatisticParams{})).Payload.TotalProjectCount > 0)
	all := must(admin.Permissions.GetPermissions(ctx, &permissions.GetPermissionsParams{})).Payload
	expect("permissions", len(all.System) == 70 && len(all.Project) == 75)
}

func users(admin *client.HarborAPI) (int64, *client.HarborAPI) {
	asked := &models.UserCreationReq{Username: username, Email: "go@example.com", Realname: "Go", Password: first}
	userID := idIn(must(admin.User.CreateUser(ctx, &user.CreateUserParams{UserReq: asked})).Location)
	refused(409)(admin.User.CreateUser(ctx, &user.CreateUserParams{UserReq: asked}))
	weak := &models.UserCreationReq{Username: "go-weak", Email: "weak@example.com", Realname: "Weak", Password: "weak"}
	refused(400)(admin.User.CreateUser(ctx, &user.CreateUserParams{UserReq: weak}))
	// As the command line asks for everything.
	everybody := must(admin.User.ListUsers(ctx, &user.ListUsersParams{Page: to(int64(0)), PageSize: to(int64(0))}))
	expect("all users", int64(len(everybody.Payload)) == everybody.XTotalCount)
	found := must(admin.User.SearchUsers(ctx, &user.SearchUsersParams{Username: username})).Payload
	expect("found", len(found) == 1 && found[0].UserID == userID)
	profile := &models.UserProfile{Email: "go@example.org", Realname: "Gopher", Comment: "walks"}
	must(admin.User.UpdateUserProfile(ctx, &user.UpdateUserProfileParams{UserID: userID, Profile: profile}))
	told := must(admin.User.GetUser(ctx, &user.GetUserParams{UserID: userID})).Payload
	expect("profile", told.Email == profile.Email && told.Realname == profile.Realname && told.Comment == profile.Comment)
	for _, is := range []bool{true, false} {
		flag := &models.UserSysAdminFlag{SysadminFlag: is}
		must(admin.User.SetUserSysAdmin(ctx, &user.SetUserSysAdminParams{UserID: userID, SysadminFlag: flag}))
		expect("flag", must(admin.User.GetUser(ctx, &user.GetUserParams{UserID: userID})).Payload.SysadminFlag == is)
	}
	own := connect(username, first)
	wrong := &models.PasswordReq{OldPassword: second, NewPassword: second}
	refused(403)(own.User.UpdateUserPassword(ctx, &user.UpdateUserPasswordParams{UserID: userID, Password: wrong}))
	right := &models.PasswordReq{OldPassword: first, NewPassword: second}
	must(own.User.UpdateUserPassword(ctx, &user.UpdateUserPasswordParams{UserID: userID, Password: right}))
	refused(401)(own.User.GetCurrentUserInfo(ctx, &user.GetCurrentUserInfoParams{}))
	own = connect(username, second)
	expect("oneself", must(own.User.GetCurrentUserInfo(ctx, &user.GetCurrentUserInfoParams{})).Payload.UserID == userID)
	refused(403)(own.User.ListUsers(ctx, &user.ListUsersParams{}))
	return userID, own
}

func configuration(admin, own *client.HarborAPI) {
	days := must(admin.Configure.GetConfigurations(ctx, &configure.GetConfigurationsParams{})).Payload.RobotTokenDuration.Value
	for _, value := range []int64{days + 1, days} {
		changed := &models.Configurations{RobotTokenDuration: to(value)}
		must(admin.Configure.UpdateConfigurations(ctx, &configure.UpdateConfigurationsParams{Configurations: changed}))
		told := must(admin.Configure.GetConfigurations(ctx, &configure.GetConfigurationsParams{})).Payload
		expect("duration", told.RobotTokenDuration.Value == value && told.RobotTokenDuration.Editable)
	}
	refused(403)(own.Configure.GetConfigurations(ctx, &configure.GetConfigurationsParams{}))
}

func projects(admin, own *client.HarborAPI) int32 {
	asked := &models.ProjectReq{ProjectName: name, Metadata: &models.ProjectMetadata{Public: "false"}, StorageLimit: to(int64(-1))}
	must(admin.Project.CreateProject(ctx, &project.CreateProjectParams{Project: asked}))
	refused(409)(admin.Project.CreateProject(ctx, &project.CreateProjectParams{Project: asked}))
	mine := &models.ProjectReq{ProjectName: name + "-own"}
	refused(403)(own.Project.CreateProject(ctx, &project.CreateProjectParams{Project: mine}))
	must(admin.Project.HeadProject(ctx, &project.HeadProjectParams{ProjectName: name}))
	refused(404)(admin.Project.HeadProject(ctx, &project.HeadProjectParams{ProjectName: "no-such"}))
	told := must(admin.Project.GetProject(ctx, &project.GetProjectParams{ProjectNameOrID: name, XIsResourceName: to(true)})).Payload
	expect("private", told.Name == name && told.Metadata.Public == "false")
	refused(403)(own.Project.GetProject(ctx, &project.GetProjectParams{ProjectNameOrID: name}))
	listed := must(admin.Project.ListProjects(ctx, &project.ListProjectsParams{Name: to(name), WithDetail: to(true)}))
	expect("by name", listed.XTotalCount == 1 && listed.Payload[0].ProjectID == told.ProjectID)
	must(admin.Project.ListProjects(ctx, &project.ListProjectsParams{Q: to("name=~" + name), Sort: to("-creation_time"), PageSize: to(int64(5))}))
	opened := &models.ProjectReq{Metadata: &models.ProjectMetadata{Public: "true", AutoScan: to("true")}}
	must(admin.Project.UpdateProject(ctx, &project.UpdateProjectParams{ProjectNameOrID: name, Project: opened}))
	must(own.Project.GetProject(ctx, &project.GetProjectParams{ProjectNameOrID: name}))
	closed := &models.ProjectReq{Metadata: &models.ProjectMetadata{Public: "false"}}
	must(admin.Project.UpdateProject(ctx, &project.UpdateProjectParams{ProjectNameOrID: name, Project: closed}))
	summary := must(admin.Project.GetProjectSummary(ctx, &project.GetProjectSummaryParams{ProjectNameOrID: name})).Payload
	expect("summary", summary.ProjectAdminCount == 1)
	expect("deletable", must(admin.Project.GetProjectDeletable(ctx, &project.GetProjectDeletableParams{ProjectNameOrID: name})).Payload.Deletable)
	expect("search", len(must(admin.Search.Search(ctx, &search.SearchParams{Q: name})).Payload.Project) == 1)
	return told.ProjectID
}

func metadata(admin *client.HarborAPI) {
	api := admin.ProjectMetadata
	all := must(api.ListProjectMetadatas(ctx, &project_metadata.ListProjectMetadatasParams{ProjectNameOrID: name})).Payload
	expect("kept", all["auto_scan"] == "true" && all["public"] == "false")
	entry := map[string]string{"prevent_vul": "true"}
	must(api.AddProjectMetadatas(ctx, &project_metadata.AddProjectMetadatasParams{ProjectNameOrID: name, Metadata: entry}))
	refused(409)(api.AddProjectMetadatas(ctx, &project_metadata.AddProjectMetadatasParams{ProjectNameOrID: name, Metadata: entry}))
	off := map[string]string{"prevent_vul": "false"}
	must(api.UpdateProjectMetadata(ctx, &project_metadata.UpdateProjectMetadataParams{ProjectNameOrID: name, MetaName: "prevent_vul", Metadata: off}))
	told := must(api.GetProjectMetadata(ctx, &project_metadata.GetProjectMetadataParams{ProjectNameOrID: name, MetaName: "prevent_vul"})).Payload
	expect("changed", told["prevent_vul"] == "false")
	must(api.DeleteProjectMetadata(ctx, &project_metadata.DeleteProjectMetadataParams{ProjectNameOrID: name, MetaName: "prevent_vul"}))
}

func members(admin, own *client.HarborAPI, userID int64) int64 {
	api := admin.Member
	asked := &models.ProjectMember{RoleID: 2, MemberUser: &models.UserEntity{Username: username}}
	memberID := idIn(must(api.CreateProjectMember(ctx, &member.CreateProjectMemberParams{ProjectNameOrID: name, ProjectMember: asked})).Location)
	refused(409)(api.CreateProjectMember(ctx, &member.CreateProjectMemberParams{ProjectNameOrID: name, ProjectMember: asked}))
	unknown := &models.ProjectMember{RoleID: 2, MemberUser: &models.UserEntity{Username: "no-such"}}
	refused(404)(api.CreateProjectMember(ctx, &member.CreateProjectMemberParams{ProjectNameOrID: name, ProjectMember: unknown}))
	listed := must(api.ListProjectMembers(ctx, &member.ListProjectMembersParams{ProjectNameOrID: name, Entityname: to(username)})).Payload
	expect("member", len(listed) == 1 && listed[0].EntityID == userID && listed[0].RoleName == "developer")
	role := &models.RoleRequest{RoleID: 1}
	must(api.UpdateProjectMember(ctx, &member.UpdateProjectMemberParams{ProjectNameOrID: name, Mid: memberID, Role: role}))
	told := must(own.Project.GetProject(ctx, &project.GetProjectParams{ProjectNameOrID: name})).Payload
	expect("project admin", told.CurrentUserRoleID == 1)
	scope := fmt.Sprintf("/project/%d", told.ProjectID)
	pairs := must(own.User.GetCurrentUserPermissions(ctx, &user.GetCurrentUserPermissionsParams{Scope: &scope, Relative: to(true)})).Payload
	expect("pairs", len(pairs) == 75)
	return memberID
}

func grants(kind, namespace string, pairs ...string) []*models.RobotPermission {
	access := []*models.Access{}
	for _, pair := range pairs {
		resource, action, _ := strings.Cut(pair, ":")
		access = append(access, &models.Access{Resource: resource, Action: action})
	}
	return []*models.RobotPermission{{Kind: kind, Namespace: namespace, Access: access}}
}

func robots(admin, own *client.HarborAPI, projectID int32) {
	asked := &models.RobotCreate{
		Name: "ci", Level: "project", Duration: 30,
		Permissions: grants("project", name, "repository:pull", "repository:push"),
	}
	made := must(own.Robot.CreateRobot(ctx, &robot.CreateRobotParams{Robot: asked})).Payload
	expect("its name", made.Name == "robot$"+name+"+ci" && len(made.Secret) >= 32)
	refused(409)(own.Robot.CreateRobot(ctx, &robot.CreateRobotParams{Robot: asked}))
	// As the command line lists a project's robots: encoded twice.
	q := fmt.Sprintf("Level%%3Dproject%%2CProjectID%%3D%d", projectID)
	listed := must(own.Robot.ListRobot(ctx, &robot.ListRobotParams{Q: &q, Page: to(int64(0)), PageSize: to(int64(0))}))
	expect("the project's robots", listed.XTotalCount == 1 && listed.Payload[0].ID == made.ID)
	told := must(own.Robot.GetRobotByID(ctx, &robot.GetRobotByIDParams{RobotID: made.ID})).Payload
	told.Description, told.Duration, told.Disable = "changed", to(int64(60)), true
	must(own.Robot.UpdateRobot(ctx, &robot.UpdateRobotParams{RobotID: made.ID, Robot: told}))
	changed := must(own.Robot.GetRobotByID(ctx, &robot.GetRobotByIDParams{RobotID: made.ID})).Payload
	expect("changed", changed.Description == "changed" && *changed.Duration == 60 && changed.Disable)
	expect("what it may", len(changed.Permissions) == 1 && len(changed.Permissions[0].Access) == 2)
	chosen := &models.RobotSec{Secret: "Chosen-secret-1"}
	must(own.Robot.RefreshSec(ctx, &robot.RefreshSecParams{RobotID: made.ID, RobotSec: chosen}))
	refused(401)(connect(made.Name, "Chosen-secret-1").Project.GetProject(ctx, &project.GetProjectParams{ProjectNameOrID: name}))
	changed.Disable = false
	must(own.Robot.UpdateRobot(ctx, &robot.UpdateRobotParams{RobotID: made.ID, Robot: changed}))
	must(connect(made.Name, "Chosen-secret-1").Repository.ListRepositories(ctx, &repository.ListRepositoriesParams{ProjectName: "library"}))
	expect("a new one", must(own.Robot.RefreshSec(ctx, &robot.RefreshSecParams{RobotID: made.ID, RobotSec: &models.RobotSec{}})).Payload.Secret != "")
	weak := &models.RobotSec{Secret: "weak"}
	refused(400)(own.Robot.RefreshSec(ctx, &robot.RefreshSecParams{RobotID: made.ID, RobotSec: weak}))
	wide := &models.RobotCreate{Name: "go-wide", Level: "system", Duration: -1, Permissions: grants("project", "*", "repository:pull")}
	refused(403)(own.Robot.CreateRobot(ctx, &robot.CreateRobotParams{Robot: wide}))
	everywhere := must(admin.Robot.CreateRobot(ctx, &robot.CreateRobotParams{Robot: wide})).Payload
	byName := must(admin.Robot.ListRobot(ctx, &robot.ListRobotParams{Q: to("name%3Dgo-wide")})).Payload
	expect("by name", len(byName) == 1 && byName[0].ID == everywhere.ID && byName[0].ExpiresAt == -1)
	must(admin.Robot.DeleteRobot(ctx, &robot.DeleteRobotParams{RobotID: everywhere.ID}))
	refused(404)(admin.Robot.GetRobotByID(ctx, &robot.GetRobotByIDParams{RobotID: everywhere.ID}))
	must(own.Robot.DeleteRobot(ctx, &robot.DeleteRobotParams{RobotID: made.ID}))
}

func logs(admin, own *client.HarborAPI) {
	all := must(admin.Auditlog.ListAuditLogExts(ctx, &auditlog.ListAuditLogExtsParams{Q: to("operation=create"), PageSize: to(int64(5))}))
	expect("log", all.XTotalCount > 0 && all.Payload[0].Operation == "create")
	must(admin.Auditlog.ListAuditLogEventTypes(ctx, &auditlog.ListAuditLogEventTypesParams{}))
	mine := must(own.Project.GetLogExts(ctx, &project.GetLogExtsParams{ProjectName: name, Sort: to("-op_time")})).Payload
	expect("the project's log", len(mine) > 0)
}

// nothing asks for what is not here.
func nothing(admin *client.HarborAPI) {
	expect("quotas", len(must(admin.Quota.ListQuotas(ctx, &quota.ListQuotasParams{PageSize: to(int64(0))})).Payload) == 0)
	expect("repositories", len(must(admin.Repository.ListRepositories(ctx, &repository.ListRepositoriesParams{ProjectName: name})).Payload) == 0)
	must(admin.Project.GetScannerOfProject(ctx, &project.GetScannerOfProjectParams{ProjectNameOrID: name}))
	refused(404)(admin.Repository.GetRepository(ctx, &repository.GetRepositoryParams{ProjectName: name, RepositoryName: "no-such"}))
}
