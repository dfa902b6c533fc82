-- AlterTable
ALTER TABLE "Robot" ADD COLUMN     "mayRotateSince" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "RobotSecret" ADD COLUMN     "endedAt" TIMESTAMP(3),
ADD COLUMN     "endedHow" TEXT,
ADD COLUMN     "retiresAfter" INTEGER,
ADD COLUMN     "successorId" INTEGER;

-- CreateTable
CREATE TABLE "FormerNameUse" (
    "robotId" INTEGER NOT NULL,
    "prefix" TEXT NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "lastAt" BIGINT NOT NULL,
    "lastAddress" TEXT,
    "lastClient" TEXT,

    CONSTRAINT "FormerNameUse_pkey" PRIMARY KEY ("robotId","prefix")
);

-- CreateTable
CREATE TABLE "PermissionPreset" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "systemAccess" TEXT NOT NULL DEFAULT '',
    "projectAccess" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PermissionPreset_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PermissionPreset_name_key" ON "PermissionPreset"("name");

-- CreateIndex
CREATE INDEX "RobotSecret_successorId_idx" ON "RobotSecret"("successorId");

-- CreateIndex
CREATE INDEX "RobotSecret_retiresAt_idx" ON "RobotSecret"("retiresAt");

-- CreateIndex
CREATE INDEX "RobotSecret_endedAt_idx" ON "RobotSecret"("endedAt");

-- AddForeignKey
ALTER TABLE "FormerNameUse" ADD CONSTRAINT "FormerNameUse_robotId_fkey" FOREIGN KEY ("robotId") REFERENCES "Robot"("id") ON DELETE CASCADE ON UPDATE CASCADE;
