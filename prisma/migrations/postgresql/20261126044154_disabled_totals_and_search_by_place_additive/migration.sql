-- CreateTable
CREATE TABLE "DisabledRobotCount" (
    "id" SERIAL NOT NULL,
    "place" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "DisabledRobotCount_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DisabledRobotCount_place_idx" ON "DisabledRobotCount"("place");

-- Kept by triggers, as RobotCount is. (No line but the last of a statement ends in a semicolon.)
CREATE FUNCTION "addToDisabledRobotCount"("changed" INTEGER, "by" INTEGER) RETURNS void
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN
    UPDATE "DisabledRobotCount" SET "count" = "count" + "by"
        WHERE "id" = (SELECT "id" FROM "DisabledRobotCount" WHERE "place" = "changed" LIMIT 1 FOR UPDATE SKIP LOCKED)
    ; IF NOT FOUND THEN INSERT INTO "DisabledRobotCount" ("place", "count") VALUES ("changed", "by")
    ; END IF
    ; END $$;

CREATE FUNCTION "countDisabledRobot"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN
    IF TG_OP <> 'INSERT' THEN IF OLD."disabled" THEN
        PERFORM "addToDisabledRobotCount"(COALESCE(OLD."projectId", 0), -1)
    ; END IF
    ; END IF
    ; IF TG_OP <> 'DELETE' THEN IF NEW."disabled" THEN
        PERFORM "addToDisabledRobotCount"(COALESCE(NEW."projectId", 0), 1)
    ; END IF
    ; END IF
    ; RETURN NULL
    ; END $$;

CREATE FUNCTION "forgetDisabledRobotCounts"() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN
    DELETE FROM "DisabledRobotCount"
    ; RETURN NULL
    ; END $$;

CREATE TRIGGER "Robot_disabled_inserted" AFTER INSERT ON "Robot"
    FOR EACH ROW WHEN (NEW."disabled") EXECUTE FUNCTION "countDisabledRobot"();

CREATE TRIGGER "Robot_disabled_deleted" AFTER DELETE ON "Robot"
    FOR EACH ROW WHEN (OLD."disabled") EXECUTE FUNCTION "countDisabledRobot"();

CREATE TRIGGER "Robot_disabled_changed" AFTER UPDATE OF "disabled", "projectId" ON "Robot"
    FOR EACH ROW WHEN (OLD."disabled" IS DISTINCT FROM NEW."disabled" OR OLD."projectId" IS DISTINCT FROM NEW."projectId")
    EXECUTE FUNCTION "countDisabledRobot"();

CREATE TRIGGER "Robot_disabled_truncated" AFTER TRUNCATE ON "Robot"
    FOR EACH STATEMENT EXECUTE FUNCTION "forgetDisabledRobotCounts"();

INSERT INTO "DisabledRobotCount" ("place", "count")
    SELECT COALESCE("projectId", 0), COUNT(*) FROM "Robot" WHERE "disabled" GROUP BY 1;

-- One index of parts that knows the place as well, where there were two that did not: whoever searches one project does
-- not look at what the others hold. Without statistics of what it is made of, nobody would know when it is worth asking.
DO $$ DECLARE "home" TEXT; BEGIN
    SELECT quote_ident(nspname) INTO "home" FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace
        WHERE extname = 'pg_trgm' AND has_schema_privilege(n.oid, 'USAGE')
    ; IF FOUND THEN EXECUTE format('CREATE INDEX "Robot_text_idx" ON "Robot" USING gin ((ARRAY[COALESCE("projectId", 0)]), '
        '(COALESCE("nameFolded", "name")) %1$s.gin_trgm_ops, (COALESCE("descriptionFolded", "description")) %1$s.gin_trgm_ops)', "home")
    ; DROP INDEX IF EXISTS "Robot_name_part_idx", "Robot_description_part_idx"
    ; EXECUTE 'ANALYZE "Robot"'
    ; END IF
    ; END $$;
