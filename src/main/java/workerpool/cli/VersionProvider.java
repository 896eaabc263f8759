package workerpool.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells the version in the jar's manifest, which class folders lack, and the version of the running Java. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = VersionProvider.class.getPackage().getImplementationVersion();
        String java = "(Java " + System.getProperty("java.version") + ")";
        return new String[] {version == null ? "pool " + java : "pool " + version + " " + java};
    }
}
