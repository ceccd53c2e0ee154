/** The 41 columns that KDD Cup 99 and NSL-KDD share, in the order of their files, which have no header. */
import type { ColumnSettings } from '../columns/settings';
import { category, numbers } from './column-lists';

const SERVICES = `aol auth bgp courier csnet_ns ctf daytime discard domain domain_u echo eco_i ecr_i efs exec finger ftp ftp_data gopher harvest hostnames http http_2784
  http_443 http_8001 imap4 IRC iso_tsap klogin kshell ldap link login mtp name netbios_dgm netbios_ns netbios_ssn netstat nnsp nntp ntp_u other pm_dump pop_2 pop_3 printer
  private red_i remote_job rje shell smtp sql_net ssh sunrpc supdup systat telnet tftp_u tim_i time urh_i urp_i uucp uucp_path vmnet whois X11 Z39_50`;

/** Counts grow without bound, and go in as logarithms; rates lie from 0 to 1. */
export const kddColumns: readonly ColumnSettings[] = [
  ...numbers('duration', 'log'),
  category('protocol_type', 'tcp udp icmp'),
  category('service', SERVICES),
  category('flag', 'SF S0 REJ RSTR RSTO SH S1 S2 RSTOS0 S3 OTH'),
  ...numbers('src_bytes dst_bytes', 'log'),
  ...numbers('land'),
  ...numbers('wrong_fragment urgent hot num_failed_logins', 'log'),
  ...numbers('logged_in'),
  ...numbers('num_compromised', 'log'),
  ...numbers('root_shell su_attempted'),
  ...numbers('num_root num_file_creations num_shells num_access_files num_outbound_cmds', 'log'),
  ...numbers('is_host_login is_guest_login'),
  ...numbers('count srv_count', 'log'),
  ...numbers('serror_rate srv_serror_rate rerror_rate srv_rerror_rate same_srv_rate diff_srv_rate srv_diff_host_rate'),
  ...numbers('dst_host_count dst_host_srv_count', 'log'),
  ...numbers('dst_host_same_srv_rate dst_host_diff_srv_rate dst_host_same_src_port_rate dst_host_srv_diff_host_rate'),
  ...numbers('dst_host_serror_rate dst_host_srv_serror_rate dst_host_rerror_rate dst_host_srv_rerror_rate'),
];

/** Attacks of the training files by their frequency in the 10 % file, then those that only the test files hold. */
export const kddLabels: readonly string[] = `normal smurf neptune back satan ipsweep portsweep warezclient teardrop pod nmap guess_passwd buffer_overflow land warezmaster imap rootkit
  loadmodule ftp_write multihop phf perl spy apache2 httptunnel mailbomb mscan named processtable ps saint sendmail snmpgetattack snmpguess sqlattack udpstorm worm xlock xsnoop
  xterm`.split(/\s+/);
