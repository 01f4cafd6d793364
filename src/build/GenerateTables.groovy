// The migrations, run on an embedded PostgreSQL, become the jOOQ classes io.guanjia.db.<schema>: written as sources and compiled,
// apart from our own code, which changes more often. Skipped while the migrations are unchanged.
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres
import java.security.MessageDigest
import javax.tools.ToolProvider
import org.flywaydb.core.Flyway
import org.jooq.codegen.GenerationTool
import org.jooq.meta.jaxb.*

def migrations = new File(project.basedir, 'src/main/resources/db/migration')
def target = new File(project.properties['tables.directory'] as String)
def classes = new File(project.build.outputDirectory)
def stamp = new File(target, '.migrations.sha256')

def digest = MessageDigest.getInstance('SHA-256')
['src/build/GenerateTables.groovy', 'src/main/java/io/guanjia/kernel/Money.java'].each { digest.update(new File(project.basedir, it).bytes) }
digest.update(project.properties['jooq.version'].bytes)
migrations.listFiles({ f -> f.name.endsWith('.sql') } as FileFilter).sort { it.name }.each { digest.update(it.name.bytes); digest.update(it.bytes) }
def hash = digest.digest().encodeHex().toString()
if (stamp.exists() && stamp.text == hash && new File(classes, 'io/guanjia/db').exists()) return
target.deleteDir()
new File(classes, 'io/guanjia/db').deleteDir()

EmbeddedPostgres.builder().setLocaleConfig('locale', 'C.UTF-8').start().withCloseable { postgres ->
    def admin = postgres.postgresDatabase.connection
    admin.createStatement().withCloseable { it.execute('create role guanjia_owner login; create role guanjia_app login'); it.execute('create database guanjia owner guanjia_owner') }
    def url = "jdbc:postgresql://localhost:${postgres.port}/guanjia".toString()
    Flyway.configure(this.class.classLoader).loggers('slf4j').dataSource(url, 'guanjia_owner', '').locations("filesystem:${migrations}").load().migrate()

    def schemas = []
    postgres.getDatabase('guanjia_owner', 'guanjia').connection.withCloseable { c ->
        def rows = c.createStatement().executeQuery("select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public') order by 1")
        while (rows.next()) schemas << rows.getString(1)
    }
    def money = new ForcedType().withUserType('io.guanjia.kernel.Money')
            .withLambdaConverter(new LambdaConverter().withFrom('io.guanjia.kernel.Money::new').withTo('io.guanjia.kernel.Money::fen'))
            .withIncludeExpression('.*_fen').withIncludeTypes('(?i:bigint|int8)')
    def instant = new ForcedType().withName('INSTANT').withIncludeTypes('(?i:timestamptz|timestamp.*with time zone)')
    if (schemas.empty) return
    GenerationTool.generate(new Configuration().withLogging(Logging.WARN)
            .withJdbc(new Jdbc().withDriver('org.postgresql.Driver').withUrl(url).withUser('guanjia_owner').withPassword(''))
            .withGenerator(new Generator()
                    .withDatabase(new Database().withName('org.jooq.meta.postgres.PostgresDatabase')
                            .withSchemata(schemas.collect { new SchemaMappingType().withInputSchema(it) })
                            .withIncludeRoutines(false).withForcedTypes(money, instant))
                    .withGenerate(new Generate().withJavaTimeTypes(true).withRecords(true).withPojos(false).withDaos(false).withGlobalCatalogReferences(false))
                    .withTarget(new Target().withPackageName('io.guanjia.db').withDirectory(target.path))))
}

classes.mkdirs()
def sources = []
target.eachFileRecurse { if (it.name.endsWith('.java')) sources << it.path }
def classpath = org.jooq.DSLContext.classLoader.URLs.findAll { it.path.endsWith('.jar') }.collect { new File(it.toURI()).path }.join(File.pathSeparator)
def options = ['-proc:none', '-implicit:none', '-nowarn', '-parameters', '-g', '-encoding', 'UTF-8', '--release', project.properties['java.release'],
        '-d', classes.path, '-classpath', classpath, '-sourcepath', new File(project.basedir, 'src/main/java').path]
// in one array: a call takes no more than 255 arguments
def outcome = ToolProvider.systemJavaCompiler.run(null, null, null, (options + sources) as String[])
if (outcome != 0) throw new IllegalStateException('The generated tables do not compile')
stamp.text = hash
