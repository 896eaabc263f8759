package workerpool.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells the version that the jar's manifest holds, and the version of the running Java. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = VersionProvider.class.getPackage().getImplementationVersion();
        return new String[] {"pool " + version + " (Java " + System.getProperty("java.version") + ")"};
    }
}
