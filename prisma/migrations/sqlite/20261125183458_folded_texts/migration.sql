-- DropIndex
DROP INDEX "Robot_projectId_name_id_legacy_idx";

-- DropIndex
DROP INDEX "Robot_projectId_createdAt_id_name_legacy_idx";

-- DropIndex
DROP INDEX "Robot_projectId_lastUsedAt_id_createdAt_name_idx";

-- DropIndex
DROP INDEX "Robot_projectId_expiresAt_name_idx";

-- DropIndex
DROP INDEX "Robot_projectId_disabled_name_idx";

-- AlterTable
ALTER TABLE "User" ADD COLUMN "commentFolded" TEXT;
ALTER TABLE "User" ADD COLUMN "emailFolded" TEXT;
ALTER TABLE "User" ADD COLUMN "realNameFolded" TEXT;
ALTER TABLE "User" ADD COLUMN "usernameFolded" TEXT;

-- AlterTable
ALTER TABLE "Robot" ADD COLUMN "descriptionFolded" TEXT;
ALTER TABLE "Robot" ADD COLUMN "nameFolded" TEXT;

-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN "actorNameFolded" TEXT;
ALTER TABLE "AuditEvent" ADD COLUMN "changeCount" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "AuditEvent" ADD COLUMN "resourceFolded" TEXT;

-- CreateIndex
CREATE INDEX "Robot_projectId_name_id_legacy_nameFolded_idx" ON "Robot"("projectId", "name", "id", "legacy", "nameFolded");

-- CreateIndex
CREATE INDEX "Robot_projectId_createdAt_id_name_legacy_nameFolded_idx" ON "Robot"("projectId", "createdAt", "id", "name", "legacy", "nameFolded");

-- CreateIndex
CREATE INDEX "Robot_projectId_lastUsedAt_id_createdAt_name_nameFolded_idx" ON "Robot"("projectId", "lastUsedAt", "id", "createdAt", "name", "nameFolded");

-- CreateIndex
CREATE INDEX "Robot_projectId_expiresAt_name_nameFolded_idx" ON "Robot"("projectId", "expiresAt", "name", "nameFolded");

-- CreateIndex
CREATE INDEX "Robot_projectId_disabled_name_nameFolded_idx" ON "Robot"("projectId", "disabled", "name", "nameFolded");
