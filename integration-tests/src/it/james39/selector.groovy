// Licensed under the Apache License, Version 2.0; see LICENSE.
// Whether to build this project: if there is a JDK that is new enough. Where Mesura's CI runs there must be one,
// and the build fails without (-Dmesura.james39=required). Maven's toolchains plugin, which then finds it, looks at these
// places too.
def oldest = 21

if (wanted == 'required' || wanted == 'no') {
    return wanted == 'required'
}
def homes = [new File(System.getProperty('java.home'))]
homes.addAll(System.getenv().findAll { it.key.startsWith('JAVA') && it.key.contains('HOME') }.values().collect { new File(it) })
['/usr/lib/jvm', System.getProperty('user.home') + '/.jdks', System.getProperty('user.home') + '/.sdkman/candidates/java'].each {
    homes.addAll(new File(it).listFiles() ?: [] as File[])
}
return homes.any { home ->
    def release = new File(home, 'release')
    def version = release.isFile() ? (release.text =~ /JAVA_VERSION="(\d+)/) : null
    new File(home, 'bin/javac').exists() && version != null && version.find() && (version.group(1) as int) >= oldest
}
