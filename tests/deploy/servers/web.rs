//! nginx, Apache and Caddy with a rule file.

use super::{Server, free_port, program};
use std::fs;
use std::process::Command;
use tempfile::TempDir;

/// nginx as Debian has it, with the rules included in its server.
pub(crate) fn nginx(rules: &str) -> Server {
    let (folder, port) = (TempDir::new().unwrap(), free_port());
    let at = folder.path().display();
    fs::write(folder.path().join("rules.conf"), rules).unwrap();
    let paths: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("    {name}_temp_path {at}/{name};\n"))
        .concat();
    let conf = format!(
        "user root;\nworker_processes 1;\ndaemon off;\npid {at}/pid;\nerror_log {at}/log warn;\nevents {{}}\nhttp {{\n    access_log off;\n\
         {paths}    server {{\n        listen 127.0.0.1:{port};\n        include {at}/rules.conf;\n    }}\n}}\n"
    );
    fs::write(folder.path().join("nginx.conf"), conf).unwrap();
    let mut command = Command::new(program("nginx"));
    command.arg("-p").arg(folder.path()).arg("-c").arg(folder.path().join("nginx.conf"));
    Server::start(command, port, folder)
}

/// Apache as Debian has it, with the modules that the rules name.
pub(crate) fn apache(rules: &str) -> Server {
    let (folder, port) = (TempDir::new().unwrap(), free_port());
    let at = folder.path().display();
    fs::write(folder.path().join("rules.conf"), rules).unwrap();
    let modules: String = ["mpm_event", "authz_core", "alias", "dir", "headers", "mime", "rewrite", "setenvif"]
        .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
        .concat();
    let conf = format!(
        "{modules}ServerRoot {at}\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {at}/pid\nErrorLog {at}/error\nMutex file:{at}\n\
         TypesConfig /dev/null\nUser www-data\nGroup www-data\nDocumentRoot {at}\n<VirtualHost *:{port}>\nInclude {at}/rules.conf\n</VirtualHost>\n"
    );
    fs::write(folder.path().join("apache.conf"), conf).unwrap();
    let mut command = Command::new(program("apache2"));
    command.args(["-D", "FOREGROUND", "-f"]).arg(folder.path().join("apache.conf"));
    Server::start(command, port, folder)
}

/// Caddy as Debian has it.
pub(crate) fn caddy(rules: &str) -> Server {
    let (folder, port) = (TempDir::new().unwrap(), free_port());
    let at = folder.path().display();
    fs::write(folder.path().join("rules.caddy"), rules).unwrap();
    let conf =
        format!("{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{\n\timport {at}/rules.caddy\n}}\n");
    fs::write(folder.path().join("Caddyfile"), conf).unwrap();
    let mut command = Command::new(program("caddy"));
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(folder.path().join("Caddyfile"));
    command.env("HOME", folder.path()).env("XDG_DATA_HOME", folder.path()).env("XDG_CONFIG_HOME", folder.path());
    Server::start(command, port, folder)
}

/// nginx over TLS, with a certificate that nobody vouches for.
pub(crate) fn self_signed() -> Server {
    let (folder, port) = (TempDir::new().unwrap(), free_port());
    let at = folder.path().display();
    let mut openssl = Command::new(program("openssl"));
    openssl.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]);
    openssl.args(["-addext", "subjectAltName=IP:127.0.0.1", "-keyout"]).arg(folder.path().join("key.pem"));
    assert!(openssl.arg("-out").arg(folder.path().join("cert.pem")).output().unwrap().status.success());
    let conf = format!(
        "user root;\nworker_processes 1;\ndaemon off;\npid {at}/pid;\nerror_log {at}/log warn;\nevents {{}}\nhttp {{\n    access_log off;\n    \
         client_body_temp_path {at}/body;\n    proxy_temp_path {at}/proxy;\n    fastcgi_temp_path {at}/fastcgi;\n    uwsgi_temp_path {at}/uwsgi;\n    \
         scgi_temp_path {at}/scgi;\n    server {{\n        listen 127.0.0.1:{port} ssl;\n        ssl_certificate {at}/cert.pem;\n        \
         ssl_certificate_key {at}/key.pem;\n    }}\n}}\n"
    );
    fs::write(folder.path().join("nginx.conf"), conf).unwrap();
    let mut command = Command::new(program("nginx"));
    command.arg("-p").arg(folder.path()).arg("-c").arg(folder.path().join("nginx.conf"));
    Server::start(command, port, folder)
}
