-- CreateIndex
CREATE INDEX "RobotSecret_robotId_endedAt_idx" ON "RobotSecret"("robotId", "endedAt");
