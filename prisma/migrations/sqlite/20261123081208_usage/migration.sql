-- Columns are added in place: making the table anew, as the author of this file would, drops the old one, which takes
-- the secrets and grants along and lets ids be given a second time.
-- AlterTable
ALTER TABLE "Robot" ADD COLUMN "lastUsedAt" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "Robot" ADD COLUMN "lastUsedAddress" TEXT;
ALTER TABLE "Robot" ADD COLUMN "lastUsedClient" TEXT;

-- AlterTable (the old column was never written)
ALTER TABLE "RobotSecret" DROP COLUMN "lastUsedAt";
ALTER TABLE "RobotSecret" ADD COLUMN "lastUsedAt" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "RobotSecret" ADD COLUMN "lastUsedAddress" TEXT;
ALTER TABLE "RobotSecret" ADD COLUMN "lastUsedClient" TEXT;

-- CreateTable
CREATE TABLE "RobotUsage" (
    "robotId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "repository" TEXT NOT NULL,
    "pulls" INTEGER NOT NULL DEFAULT 0,
    "pushes" INTEGER NOT NULL DEFAULT 0,
    "deletes" INTEGER NOT NULL DEFAULT 0,
    "lastAt" BIGINT NOT NULL,

    PRIMARY KEY ("robotId", "day", "repository"),
    CONSTRAINT "RobotUsage_robotId_fkey" FOREIGN KEY ("robotId") REFERENCES "Robot" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RegistryEvent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "receivedAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "RobotUsage_day_idx" ON "RobotUsage"("day");

-- CreateIndex
CREATE INDEX "RegistryEvent_receivedAt_idx" ON "RegistryEvent"("receivedAt");

-- CreateIndex
CREATE INDEX "Robot_projectId_lastUsedAt_id_createdAt_name_idx" ON "Robot"("projectId", "lastUsedAt", "id", "createdAt", "name");

-- CreateIndex
CREATE INDEX "Robot_projectId_expiresAt_name_idx" ON "Robot"("projectId", "expiresAt", "name");

-- CreateIndex
CREATE INDEX "Robot_projectId_disabled_name_idx" ON "Robot"("projectId", "disabled", "name");

-- CreateIndex
CREATE INDEX "Robot_level_lastUsedAt_id_createdAt_name_idx" ON "Robot"("level", "lastUsedAt", "id", "createdAt", "name");

-- CreateIndex
CREATE INDEX "Robot_level_expiresAt_name_idx" ON "Robot"("level", "expiresAt", "name");

-- CreateIndex
CREATE INDEX "Robot_level_disabled_name_idx" ON "Robot"("level", "disabled", "name");
