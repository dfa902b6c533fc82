-- AlterTable
ALTER TABLE "Robot" ADD COLUMN "mayRotateSince" DATETIME;

-- AlterTable
ALTER TABLE "RobotSecret" ADD COLUMN "endedAt" DATETIME;
ALTER TABLE "RobotSecret" ADD COLUMN "endedHow" TEXT;
ALTER TABLE "RobotSecret" ADD COLUMN "retiresAfter" INTEGER;
ALTER TABLE "RobotSecret" ADD COLUMN "successorId" INTEGER;

-- CreateTable
CREATE TABLE "FormerNameUse" (
    "robotId" INTEGER NOT NULL,
    "prefix" TEXT NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "lastAt" BIGINT NOT NULL,
    "lastAddress" TEXT,
    "lastClient" TEXT,

    PRIMARY KEY ("robotId", "prefix"),
    CONSTRAINT "FormerNameUse_robotId_fkey" FOREIGN KEY ("robotId") REFERENCES "Robot" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PermissionPreset" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "systemAccess" TEXT NOT NULL DEFAULT '',
    "projectAccess" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "PermissionPreset_name_key" ON "PermissionPreset"("name");

-- CreateIndex
CREATE INDEX "RobotSecret_successorId_idx" ON "RobotSecret"("successorId");

-- CreateIndex
CREATE INDEX "RobotSecret_retiresAt_idx" ON "RobotSecret"("retiresAt");

-- CreateIndex
CREATE INDEX "RobotSecret_endedAt_idx" ON "RobotSecret"("endedAt");
