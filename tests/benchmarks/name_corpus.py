"""Made-up names to look up, as many as wanted, and what people would type to find them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

REAL_NAMES = """
API Gateway|App Mesh|App Runner|AppConfig|AppFabric|AppFlow|Application Auto Scaling|Application Discovery Service
Application Load Balancer|Application Migration Service|Application Recovery Controller|AppStream|AppSync|Artifact
Athena|Audit Manager|Augmented AI|Aurora|Aurora Serverless|Auto Scaling|Auto Scaling Group|Availability Zone|Backup
Backup Gateway|Backup Vault|Batch|Bedrock|Bedrock Agents|Bedrock Guardrails|Billing Conductor|Bottlerocket|Braket
Bucket Policy|Budgets|Capacity Reservation|Certificate Manager|Chatbot|Chime|Clean Rooms|Client VPN|Cloud Control API
Cloud Development Kit|Cloud Directory|Cloud Map|Cloud WAN|Cloud9|CloudFormation|CloudFront|CloudFront Functions
CloudHSM|CloudSearch|CloudShell|CloudTrail|CloudTrail Lake|CloudWatch|CloudWatch Alarms|CloudWatch Logs
CloudWatch Synthetics|CodeArtifact|CodeBuild|CodeCatalyst|CodeCommit|CodeDeploy|CodeGuru|CodePipeline|CodeStar|Cognito
Cognito Identity Pool|Cognito User Pool|Comprehend|Comprehend Medical|Compute Optimizer|Compute Savings Plan|Config
Config Rules|Connect|Control Tower|Cost and Usage Report|Cost Anomaly Detection|Cost Explorer|Customer Gateway
Data Exchange|Data Firehose|Data Lifecycle Manager|Data Pipeline|Database Migration Service|DataSync|DataZone
Dedicated Host|Dedicated Instance|DeepRacer|Detective|Device Farm|DevOps Guru|Direct Connect|Direct Connect Gateway
Directory Service|DocumentDB|DynamoDB|DynamoDB Accelerator|DynamoDB Streams|EC2 Image Builder|EC2 Instance Connect
Edge Location|Elastic Beanstalk|Elastic Block Store|Elastic Compute Cloud|Elastic Container Registry
Elastic Container Service|Elastic Disaster Recovery|Elastic Fabric Adapter|Elastic File System|Elastic IP Address
Elastic Kubernetes Service|Elastic Load Balancing|Elastic Network Interface|Elastic Transcoder|ElastiCache|EMR
EMR Serverless|Entity Resolution|EventBridge|EventBridge Pipes|EventBridge Scheduler|Fargate|Fault Injection Service
FinSpace|Firewall Manager|Forecast|Fraud Detector|FreeRTOS|FSx|FSx for Lustre|FSx for NetApp ONTAP|FSx for OpenZFS
FSx for Windows File Server|GameLift|Gateway Endpoint|Gateway Load Balancer|Glacier|Global Accelerator|Glue
Glue DataBrew|Glue Data Catalog|Ground Station|GuardDuty|Health Dashboard|HealthLake|HealthOmics|IAM Access Analyzer
IAM Identity Center|IAM Policy|IAM Role|Identity and Access Management|Incident Manager|Inspector
Interactive Video Service|Interface Endpoint|Internet Gateway|IoT Analytics|IoT Core|IoT Device Defender
IoT Device Management|IoT Events|IoT FleetWise|IoT Greengrass|IoT SiteWise|IoT TwinMaker|Kendra|Key Management Service
Keyspaces|Kinesis|Kinesis Data Streams|Kinesis Video Streams|Lake Formation|Lambda|Lambda Layers|Launch Template|Lex
License Manager|Lightsail|Local Zones|Location Service|Lookout for Metrics|Macie|Mainframe Modernization
Managed Blockchain|Managed Grafana|Managed Service for Apache Flink|Managed Service for Prometheus
Managed Streaming for Apache Kafka|Managed Workflows for Apache Airflow|Marketplace|MediaConvert|MediaLive
MediaPackage|MediaStore|MemoryDB|Migration Evaluator|Migration Hub|Monitron|MQ|Multi-Factor Authentication|NAT Gateway
Neptune|Network Access Control List|Network Firewall|Network Load Balancer|Network Manager|OpenSearch Serverless
OpenSearch Service|OpsWorks|Organizations|Outposts|Panorama|Parallel Cluster|Payment Cryptography|Permission Boundary
Personalize|Pinpoint|Placement Group|Polly|Private Certificate Authority|PrivateLink|Proton|Q Business|Q Developer
Quantum Ledger Database|QuickSight|Redshift|Redshift Serverless|Redshift Spectrum|Rekognition
Relational Database Service|Reserved Instances|Resilience Hub|Resource Access Manager|Resource Explorer
Resource Groups|RoboMaker|Roles Anywhere|Route 53|Route 53 Resolver|Route Table|S3 Access Points|S3 Batch Operations
S3 Glacier Deep Archive|S3 Intelligent-Tiering|S3 Object Lambda|S3 Object Lock|S3 Transfer Acceleration|SageMaker
SageMaker Canvas|Savings Plans|Secrets Manager|Security Group|Security Hub|Security Lake|Security Token Service
Server Migration Service|Serverless Application Model|Serverless Application Repository|Service Catalog
Service Control Policy|Service Quotas|Shared Responsibility Model|Shield|Shield Advanced|Signer|SimSpace Weaver
Simple Email Service|Simple Notification Service|Simple Queue Service|Simple Storage Service|Simple Workflow Service
Site-to-Site VPN|Snowball Edge|Snowcone|Spot Fleet|Spot Instances|Step Functions|Storage Gateway|Supply Chain
Support Plans|Systems Manager|Systems Manager Parameter Store|Systems Manager Session Manager|Textract|Timestream
Transcribe|Transfer Family|Transit Gateway|Translate|Trusted Advisor|Verified Access|Verified Permissions
Virtual Private Cloud|Virtual Private Gateway|VPC Endpoint|VPC Flow Logs|VPC Lattice|VPC Peering|WAF|Wavelength
Well-Architected Tool|WorkDocs|WorkMail|WorkSpaces|X-Ray
"""

_WORDS = """
access account active adaptive agent alert anchor archive asset atlas audit badge balance bank beacon bench block board
border branch bridge broker bucket budget buffer bundle cable cache canvas capacity cargo carrier catalog channel
charter circuit client cloud cluster code collector column compass compute connector console container contract control
copy core counter course crystal customer cycle data delivery depot desk device digest direct directory discovery disk
domain draft drive edge elastic endpoint engine event exchange export express fabric factory family feature feed fiber
field file filter fleet flow folder forest forge formation frame front function gate gateway global grant graph grid
group guard guide harbor health helper hub identity image import index insight instance inventory journal kernel key lab
lake layer ledger library light link list load local lock log machine mail managed manager map market mesh message meter
metric migration mirror mobile model module monitor native network node notebook object orbit order origin outpost
packet page panel parallel parcel partner path pattern permission pilot pipeline plan platform point policy pool portal
power private process profile project provider proxy pulse quality query queue quota random range reader record region
registry relay release remote report request reserve resolver resource response role root route router rule runner
sample scale scanner scheduler schema score script search secret secure segment sensor series server service session
shard shared shield signal simple snapshot socket source space spot stack stage standard station step storage store
stream studio subnet summary support switch sync system table target task template tenant thread ticket timer token
topic tower trace track traffic trail transfer transit translator tree trigger trust tunnel unit update user vault
vector video view virtual volume watch wave web window worker workflow workspace zone
"""
WORDS = tuple(_WORDS.split())

_SYLLABLES = """
ab ac ad al am an ar as at au ba be bi bo bra ca ce ci co cra da de di do dra el em en er es eu fa fe fi fo fra ga ge
gi go gra ha he hi ho il im in ir is ja jo ka ke ki ko kra la le li lo lu ma me mi mo mu na ne ni no nu ol om on or os
pa pe pi po pra qua que ra re ri ro ru sa se si so sta ta te ti to tra ul um un ur va ve vi vo wa we wi xa xe ya yo za
"""
SYLLABLES = tuple(_SYLLABLES.split())

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Normalised names, several for each owner; the first name of an owner is its proper one."""

    names: tuple[str, ...]
    owners: tuple[str, ...]
    proper_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types, and the proper name they had in mind."""

    kind: str
    text: str
    target: str


def make_corpus(count: int, random: Random) -> Corpus:
    """Make `count` proper names, real ones first, each with the aliases that people use."""
    proper_names = _proper_names(count, random)
    pairs = [(name, proper) for proper in proper_names for name in dict.fromkeys(_names_of(proper, random))]
    return Corpus(tuple(name for name, _ in pairs), tuple(owner for _, owner in pairs), proper_names)


def make_queries(corpus: Corpus, count: int, random: Random) -> tuple[Query, ...]:
    """Make `count` queries in the shares that we expect at the keyboard, each for a random proper name."""
    makers = random.choices(tuple(QUERY_SHARES), tuple(QUERY_SHARES.values()), k=count)
    return tuple(_make_query(maker, corpus, random) for maker in makers)


def _make_query(maker: Callable[[str, Random], str], corpus: Corpus, random: Random) -> Query:
    # A name of one word has no word to drop: then another name is drawn, so that the shares stay.
    while True:
        target = random.choice(corpus.proper_names)
        text = maker(target, random)
        if text:
            return Query(maker.__name__, text, target)


def _proper_names(count: int, random: Random) -> tuple[str, ...]:
    real_names = (name.strip() for name in REAL_NAMES.replace("\n", "|").split("|"))
    names = dict.fromkeys(name.lower().replace("-", " ") for name in real_names if name)
    for name in _made_up_names(random):
        if len(names) >= count:
            return tuple(names)[:count]
        names.setdefault(name)
    raise AssertionError("made-up names never end")


def _made_up_names(random: Random) -> Iterator[str]:
    while True:
        shape = random.choices(("brand", "brand word", "word word", "word word word"), (25, 20, 25, 30))[0]
        yield " ".join(_brand(random) if part == "brand" else random.choice(WORDS) for part in shape.split())


def _brand(random: Random) -> str:
    return "".join(random.choices(SYLLABLES, k=random.randint(2, 4)))


def _names_of(proper: str, random: Random) -> Iterator[str]:
    words = proper.split()
    yield proper
    if len(words) > 1 and random.random() < 0.5:
        yield "".join(word[0] for word in words)
    if random.random() < 0.5:
        yield random.choice(("aws ", "amazon ")) + proper
    if len(words) > 2:
        yield " ".join(words[:2])
    if len(words) > 1 and random.random() < 0.3:
        yield "".join(words)
    if random.random() < 0.2:
        yield proper + "s"


def exact(target: str, _: Random) -> str:
    return target


def typed_prefix(target: str, random: Random) -> str:
    return target[: random.randint(3, 10)].strip()


def one_typo(target: str, random: Random) -> str:
    return _with_typo(target, random)


def two_typos(target: str, random: Random) -> str:
    return _with_typo(_with_typo(target, random), random)


def dropped_word(target: str, random: Random) -> str:
    words = target.split()
    if len(words) < 2:
        return ""
    del words[random.randrange(len(words))]
    return " ".join(words)


def other_order(target: str, _: Random) -> str:
    words = target.split()
    return " ".join(words[1:] + words[:1]) if len(words) > 1 else ""


def run_together(target: str, _: Random) -> str:
    return target.replace(" ", "") if " " in target else ""


def prefix_of_second_word(target: str, random: Random) -> str:
    words = target.split()
    return words[1][: random.randint(3, 10)] if len(words) > 1 else ""


def prefix_with_typo(target: str, random: Random) -> str:
    return _with_typo(target[: random.randint(5, 10)], random).strip()


QUERY_SHARES: dict[Callable[[str, Random], str], int] = {
    exact: 10,
    typed_prefix: 25,
    one_typo: 20,
    two_typos: 10,
    dropped_word: 8,
    other_order: 5,
    run_together: 5,
    prefix_of_second_word: 7,
    prefix_with_typo: 10,
}


def _with_typo(text: str, random: Random) -> str:
    """Swap, miss, double or replace one letter: the slips of a hurried hand."""
    place = random.randrange(max(1, len(text) - 1))
    before, here, after = text[:place], text[place : place + 1], text[place + 1 :]
    slips = (
        before + after[:1] + here + after[1:],
        before + after,
        before + here + here + after,
        before + random.choice(LETTERS) + after,
    )
    return random.choice(slips)
